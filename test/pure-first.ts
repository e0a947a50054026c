import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tests of pure code run first, while site, Worker and fixtures are made for the others. */
export class PureFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const needy = ({ project }: TestSpecification) => Number(project.config.globalSetup.length > 0)
    return (await super.sort(files)).sort((a, b) => needy(a) - needy(b))
  }
}
