// What a certificate is made of, packet by packet (RFC 9580, 10.1): for what directories publish, and for rules.

import * as openpgp from 'openpgp';

/**
 * The certificate with one user id, without what others signed: who looks up one address need not learn of the others,
 * nor of who met whom.
 */
export function withUserAlone(key: openpgp.Key, user: openpgp.User): Uint8Array {
  const others = key.users.filter((each) => each !== user).flatMap((each) => [...each.toPacketList()]);
  const dropped = new Set<unknown>([...others, ...user.otherCertifications]);
  const kept = new openpgp.PacketList<openpgp.AnyPacket>();
  for (const packet of key.toPacketList()) if (!dropped.has(packet)) kept.push(packet);
  return kept.write();
}

/** Hash algorithms of the signatures that the key made over itself, its user ids and its subkeys. */
export function hashesOf(key: openpgp.Key): string[] {
  const names = new Map<unknown, string>(Object.entries(openpgp.enums.hash).map(([name, number]) => [number, name]));
  const own = [...key.toPacketList()].flatMap((packet) =>
    packet instanceof openpgp.SignaturePacket && packet.issuerKeyID.equals(key.getKeyID())
      ? (names.get(packet.hashAlgorithm) ?? 'unknown').toUpperCase()
      : [],
  );
  return [...new Set(own)].sort();
}

/** Whether a part has version 6, or one of the algorithm numbers 25 to 28 (RFC 9580, 9.1). */
export function hasModernPart(key: openpgp.Key): boolean {
  const { ed25519, ed448, x25519, x448 } = openpgp.enums.publicKey;
  return [key, ...key.subkeys].some(({ keyPacket: { version, algorithm } }) => {
    return version > 4 || [ed25519, ed448, x25519, x448].some((each) => each === algorithm);
  });
}
