import { matchers } from './matchers';

export { matchers };

// Under another runner there may be none, or it takes the matchers by itself: `expect.extend(matchers)`.
const { expect } = globalThis as { expect?: { extend(more: object): void } };
expect?.extend(matchers);
