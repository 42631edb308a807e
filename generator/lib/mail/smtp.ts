// Hands one message to a mail server (RFC 5321). Only over TLS with a certificate that holds, save to this machine
// itself; a failure says whether the server may have taken the message all the same.

import { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** A server as its URL names it. */
export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on (`smtps:`); otherwise by STARTTLS. */
  readonly isSecure: boolean;
  /** This machine, which is trusted without TLS. */
  readonly isLocal: boolean;
  readonly user?: string;
};

/** What became of a message that the server took. */
export type Delivery = {
  readonly accepted: readonly string[];
  readonly refused: readonly { readonly address: string; readonly reason: string }[];
};

/** The message was not taken, or nobody knows: then `isUnknown`. */
export class DeliveryError extends Error {
  readonly isUnknown: boolean;
  constructor(message: string, isUnknown: boolean) {
    super(message);
    this.isUnknown = isUnknown;
  }
}

/** Reads `smtps://user@host:465` or `smtp://host:587`; a text says what is wrong with it. */
export function mailServer(text: string): MailServer | string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '')
    return 'write `smtps://user@host:465` or `smtp://user@host:587`';
  if (url.password !== '')
    return 'leave the password out of the address, where others can read it; set TOCSIN_SMTP_PASSWORD';
  if (!/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return 'end the address with the port';
  const isSecure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const user = decodedUser(url.username);
  if (user === undefined) return 'write the user in percent-encoding, such as `me%40example.org`';
  return {
    host,
    port: url.port === '' ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    isLocal: host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host),
    ...(user !== '' && { user }),
  };
}

/** Sends the message to the recipients. Rejects with `DeliveryError`. */
export function deliver(
  server: MailServer,
  password: string | undefined,
  envelope: { readonly from: string; readonly to: readonly string[] },
  message: string,
): Promise<Delivery> {
  const bytes = Buffer.from(message, 'latin1');
  let isBegun = false;
  const body = new Readable({
    read() {
      isBegun = true;
      this.push(bytes);
      this.push(null);
    },
  });
  const connection = new SMTPConnection(optionsFor(server));
  return new Promise<Delivery>((resolve, reject) => {
    const fail = (error: SMTPConnection.SMTPError) => {
      // A reply to the data that refuses it is an answer; anything else after its first byte is none.
      const isRefused = error.code === 'EMESSAGE' && (error.responseCode ?? 0) >= 400;
      reject(new DeliveryError(withoutSecret(reasonOf(error, server), password), isBegun && !isRefused));
      // Last, since closing is an end of the connection, too.
      connection.close();
    };
    connection.on('error', fail);
    connection.once('end', () => fail(new Error('the connection was closed')));
    const send = () =>
      connection.send({ from: envelope.from, to: [...envelope.to], size: bytes.length }, body, (error, info) => {
        if (error) return fail(error);
        resolve({ accepted: info.accepted, refused: refusedOf(info, password) });
        connection.quit();
      });
    connection.connect((error) => {
      if (error) fail(error);
      else if (server.user === undefined) send();
      else connection.login({ user: server.user, pass: password ?? '' }, (wrong) => (wrong ? fail(wrong) : send()));
    });
  });
}

function optionsFor({ host, port, isSecure, isLocal }: MailServer): SMTPConnection.Options {
  return {
    host,
    port,
    secure: isSecure,
    requireTLS: !isSecure && !isLocal,
    ignoreTLS: !isSecure && isLocal,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    // RFC 5321, 4.5.3.2.6: the answer to the data may take ten minutes.
    socketTimeout: 600_000,
  };
}

function refusedOf({ rejected, rejectedErrors = [] }: SMTPConnection.SentMessageInfo, password: string | undefined) {
  return rejected.map((address) => {
    const error = rejectedErrors.find((each) => each.recipient === address);
    return { address, reason: withoutSecret(error?.response ?? 'refused', password) };
  });
}

/** In words: what the server answered, or what hindered us. */
function reasonOf(error: SMTPConnection.SMTPError, server: MailServer): string {
  const { code, command, response, message } = error;
  const all = (error.rejectedErrors ?? []).map((each) => `${each.recipient ?? ''}: ${each.response ?? ''}`);
  if (all.length > 0) return `the server refused every recipient (${all.join('; ')})`;
  if (code === 'EAUTH') return `the server refused the user or the password${answer(response)}`;
  if (code === 'ETLS' && response) return `the server offers no STARTTLS${answer(response)}; use \`smtps://\``;
  if (code === 'ETIMEDOUT') return 'the server did not answer in time';
  if (response)
    return `the server refused ${command === 'DATA' ? 'the message' : (command ?? 'it')}${answer(response)}`;
  return `${server.host}:${server.port}: ${message}`;
}

const answer = (response: string | undefined): string => (response ? ` (${response})` : '');

/** A server may answer with what it was sent. */
function withoutSecret(text: string, password: string | undefined): string {
  return password ? text.replaceAll(password, '…') : text;
}

function decodedUser(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
