export function Digits() { return null; }
