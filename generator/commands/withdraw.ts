// `tocsin withdraw`: an advisory that no longer stands. Its page stays and begins with the reason.

import { type Command, NOW, ROOT, UsageError } from './command.ts';
import { Refusal } from './refusal.ts';

export default {
  name: 'withdraw',
  about: 'Withdraw a published advisory: its page stays, and begins with the reason',
  arguments: [{ name: 'id', about: 'id of a public advisory, such as XSA-43' }],
  options: [
    ROOT,
    { flags: '--reason <text>', about: 'why, in full sentences' },
    { flags: '--out <dir>', about: 'built site whose text and signature are kept (default: "dist" in the root)' },
    { flags: '--dry-run', about: 'print what would be written' },
    NOW,
  ],
  example: 'tocsin withdraw XSA-43 --reason "The code is compiled only with an option that no package uses."',
  async run(terminal, options, [id = '']) {
    const { addVersion } = await import('./revision.ts');
    const reason = (options['reason'] ?? '').replace(/\s+/g, ' ').trim();
    if (reason === '') throw new UsageError('--reason is missing: say why, in full sentences');
    return addVersion(terminal, options, id, {
      change: reason,
      isEditorial: false,
      fields: (now) => [
        { path: ['status'], value: 'withdrawn' },
        { path: ['withdrawn'], value: { date: now, reason } },
      ],
      isDone: ({ status, withdrawn }) => status === 'withdrawn' && withdrawn?.reason === reason,
      assertPossible: ({ status, withdrawn }) => {
        if (status === 'withdrawn' && withdrawn?.reason !== reason)
          throw new Refusal(
            `\`${id}\` was withdrawn on ${withdrawn?.date}, with another reason`,
            `Run \`tocsin revise ${id} --change "…"\` and edit \`withdrawn.reason\` to correct it`,
          );
      },
      left: (advisory, { site }) => [
        'commit the change, then build and publish the site: `tocsin build`',
        ...(site.series.some((each) => each.id === advisory.series && each.mail)
          ? [`tell those who had it: \`tocsin announce ${id}\``]
          : []),
      ],
    });
  },
} satisfies Command;
