// The pages as browsers get them: brought up to date before browser tests begin, so that nobody looks at what was built yesterday.
import { buildWeb } from '../../bin/build.mjs'

export default () => buildWeb()
