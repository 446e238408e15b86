/** A button that may be off: it says so, and keeps the focus, which `disabled` would throw away. */
export function Button({ off, onClick, ...more }) {
  return <button type="button" aria-disabled={off ? 'true' : null} onClick={off ? null : onClick} {...more} />;
}

/** Takes the focus of a button that goes. */
export const focusMain = () => document.querySelector('main').focus({ preventScroll: true });
