/** OpenAPI from the same schemas that the server reads by. */
import { z } from 'zod';
import { endpoints } from '#shared/post/endpoints.ts';
import { POST_VERSION } from '#shared/post/parts.ts';
import { ProblemAnswer, problemStatus } from '#shared/post/problem.ts';

const json = (schema: z.ZodType): object => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { 'application/json': { schema: rest } };
};

/** The whole document, OpenAPI 3.1. */
export function openApi(program: string): object {
  const statuses = [...new Set(Object.values(problemStatus))].sort((a, b) => a - b);
  const problems = Object.fromEntries(
    statuses.map((status) => {
      const codes = Object.entries(problemStatus).flatMap(([code, of]) => (of === status ? [code] : []));
      return [String(status), { description: codes.join(', '), content: json(ProblemAnswer) }];
    }),
  );
  const paths = Object.fromEntries(
    Object.entries(endpoints).map(([name, { method, path, request, answer, says }]) => [
      path,
      {
        [method.toLowerCase()]: {
          operationId: name,
          summary: says,
          ...(request === null ? {} : { requestBody: { required: true, content: json(request) } }),
          responses: { 200: { description: says, content: json(answer) }, ...problems },
        },
      },
    ]),
  );
  return { openapi: '3.1.0', info: { title: 'counter post', version: `${POST_VERSION}`, 'x-program': program }, paths };
}
