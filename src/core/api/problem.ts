import * as v from 'valibot'

/** RFC 9457, with every fault at its place in what was sent. */
export const problem = v.strictObject({
  type: v.string(),
  title: v.string(),
  status: v.number(),
  detail: v.string(),
  errors: v.array(
    v.objectWithRest(
      {
        path: v.pipe(v.string(), v.description('where in what was sent; empty for the whole')),
        code: v.string(),
        message: v.string(),
      },
      v.unknown(),
    ),
  ),
})
