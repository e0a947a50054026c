export { requireAvailableName } from './available-name.ts'
export { newPosition, positionBetween } from './ordering.ts'
export { projectAnswer } from './project-json.ts'
export { ALL_PARTS, reloadProject } from './projects.ts'
