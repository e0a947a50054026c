import * as v from 'valibot'
import { chart } from './chart.ts'
import { id, nameOf } from './common.ts'

export const dashboard = v.strictObject({ id, name: v.string(), charts: v.array(chart) })

export const dashboardInput = v.strictObject({ name: nameOf(100) })
