// What `/data/v1/<series>/list.json` says, field by field. The shape is that of Xen's `xsa.json`, which tools read already,
// so the file does not name its schema.

import { z } from 'zod';

/** `/data/v1/<series>/list.json`. */
export const listSchema = z.array(
  z.object({
    xsas: z
      .array(
        z.object({
          xsa: z.string().describe('The number in the id'),
          title: z.string().describe('Title, plain text'),
          version: z.int().describe('Newest public version'),
          cve: z.array(z.string()).describe('CVE ids'),
          public_time: z.string().describe('First public release, UTC: `2026-04-28 12:00`'),
          version_time: z.string().describe('When the newest version was published, UTC'),
          files: z
            .array(
              z.object({
                name: z.string().describe('Path of the patch beside the advisory'),
                project: z.string().describe('The source tree it belongs to').optional(),
                versions: z
                  .array(z.array(z.string()))
                  .describe('Branches it applies to, each in a list of its own: `4.19.x`'),
              }),
            )
            .describe('Patches'),
        }),
      )
      .describe('All advisories of the series, newest first'),
  }),
);
