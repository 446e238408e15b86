export const signs = { agree: '✓', disagree: '✗', undecided: '?' };
