// The page: one state, which is its address, and a view for each part of it.
import { Component, render } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

import { readAddress, start, writeAddress } from './address.js';
import { setBackground } from './background.js';
import { startEngine } from './engine.js';
import { Button, focusMain } from './parts/button.jsx';
import { Goals } from './parts/goals.jsx';
import { Gradients } from './parts/gradients.jsx';
import { signs } from './parts/signs.js';
import { useTheme } from './parts/theme.js';
import { summarize, Verdict } from './parts/verdict.jsx';
import { unpack } from './unpack.js';
import { hasDotted } from './origins.js';
import { findStep, lessonNumbers, originalEntry, placeOf, setEngine, tellPlace, traceOf } from './problem.js';
import { Check } from './views/check.jsx';
import { Compare } from './views/compare.jsx';
import { Digits } from './views/digits.jsx';
import { Learn } from './views/learn.jsx';
import { NetworkNow, Step } from './views/step.jsx';

const labels = { step: 'Step', check: 'Check', compare: 'Compare', digits: 'Digits', learn: 'Learn' };

function Header({ state }) {
  return (
    <header class="top">
      <h1>gradlab</h1>
      <nav aria-label="views">
        {Object.entries(labels).map(([view, label]) => (
          <a key={view} href={writeAddress({ ...state, view })} aria-current={state.view === view ? 'page' : null}>{label}</a>
        ))}
      </nav>
      <p>Backpropagation, statement by statement, computed in this page by the C++ library itself. Nothing leaves your computer.</p>
    </header>
  );
}

/** What of the link is not shown, until it is closed. */
function Unread({ unread }) {
  const [closed, setClosed] = useState(null);
  if (unread.length === 0 || closed === unread) return null;
  const lesson = unread.find((word) => word.startsWith('lesson='));
  const others = unread.filter((word) => word !== lesson);
  return (
    <p class="unread" role="status">
      {lesson && (
        <span>
          There is no lesson {lesson.replace('lesson=', '') || 'without a number'}: there are 1 to {lessonNumbers().at(-1)}.
          {' '}Learn lists them, and begins with lesson 1.
        </span>
      )}
      {others.length > 0 && (
        <span>Left out of this link, because it is unknown or out of range: <code>{others.join(', ')}</code>.</span>
      )}
      <button type="button" onClick={() => { setClosed(unread); focusMain(); }}>Close</button>
    </p>
  );
}

function Bar({ state, move, playing, setPlaying }) {
  const trace = traceOf(state);
  const at = findStep(trace, state);
  const last = trace.steps.length - 1;
  const { verdict } = summarize(state);
  return (
    <nav class="bar" aria-label="walk through the statements">
      <span class={`mini ${verdict}`} aria-hidden="true">{signs[verdict]} J {trace.results.reg_J.toPrecision(5)}</span>
      <Button aria-label="one statement back" off={at === 0} onClick={() => move(at - 1)}>←</Button>
      <button type="button" class="play" aria-label={playing ? 'pause' : 'play'} onClick={() => setPlaying(!playing)}>{playing ? '❚❚' : '▶'}</button>
      <Button aria-label="Next statement" off={at === last} onClick={() => move(at + 1)}>Next →</Button>
      <input type="range" min="0" max={last} value={at} aria-label="statement"
        aria-valuetext={tellPlace(trace.steps[at])} onInput={(event) => move(Number(event.target.value))} />
      <output>{tellPlace(trace.steps[at])}</output>
    </nav>
  );
}

function Share({ state }) {
  const [told, setTold] = useState(null);  // {of, text}: what was copied, of which state
  const copy = async (text, what) => {
    // Where it is denied, as in a sandboxed frame, to try it is complained of. Not all browsers know the name.
    const asked = await navigator.permissions?.query({ name: 'clipboard-write' }).catch(() => null);
    const isCopied = asked?.state !== 'denied' && (await navigator.clipboard?.writeText(text).then(() => true, () => false));
    setTold({ of: state, text: isCopied ? `${what} is copied.` : text });
  };
  const here = location.href.replace(/#.*/, '') + writeAddress(state);
  const embedded = `<iframe title="gradlab" sandbox="allow-scripts" width="100%" height="900" src="gradlab.html${writeAddress({ ...state, embed: true })}"></iframe>`;
  return (
    <footer class="share">
      <button type="button" onClick={() => copy(here, 'The link')}>Copy link</button>
      <button type="button" onClick={() => copy(embedded, 'The frame')}>Copy frame for a course page</button>
      <span role="status">{told?.of === state && told.text}</span>
      <span class="soft">gradlab is a command and a C++ library too, which check your own gradient in Python, Octave, C++ or any other language. It is built from its source, which whoever gave you this page may have: on Debian 12 <code>checks/run</code> installs what is missing and builds it; elsewhere it names what to install. MIT license. Digits (Alpaydin and Kaynak) and iris (Fisher): UCI, CC BY 4.0.</span>
    </footer>
  );
}

/**
 * {state, unread, isRead, now, set}. `unread` is what of the address could not be read. `isRead` holds until something is
 * changed. `now()` is the state after all changes, also of those that are not drawn yet. Back undoes one change; changes of
 * one run, such as steps, follow each other as one.
 */
function useAddress() {
  const [[state, unread], setState] = useState(() => readAddress(location.hash));
  const latest = useRef(state);
  const isRead = useRef(true);
  const late = useRef(null);  // browsers take few addresses a second: those of a run are written later
  const take = (next, lost = null) => {
    latest.current = next;
    setState(([, before]) => [next, lost ?? before]);
  };
  // The address that was read says what is shown, and no more.
  useEffect(() => {
    if (location.hash !== '') history.replaceState(history.state, '', writeAddress(latest.current));
  }, [unread]);
  const settle = () => {
    if (late.current === null) return;
    clearTimeout(late.current);
    late.current = null;
    history.replaceState(history.state, '', writeAddress(latest.current));
  };
  useEffect(() => {
    const read = () => {
      clearTimeout(late.current);
      late.current = null;
      isRead.current = true;
      take(...readAddress(location.hash));
    };
    // A frame of its own origin may not load its own file: a link of the page is followed here.
    const follow = (event) => {
      settle();
      const link = event.target.closest?.('a[href^="#"]');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      history.pushState(null, '', link.hash);
      read();
    };
    // Not hashchange: it comes after popstate, when the address may already be rewritten, and what was lost forgotten.
    const listeners = [['popstate', read], ['click', follow], ['pagehide', settle]];
    for (const [event, listener] of listeners) addEventListener(event, listener, true);
    return () => listeners.forEach(([event, listener]) => removeEventListener(event, listener, true));
  }, []);
  const set = (next, run = null) => {
    const isSame = writeAddress(next) === writeAddress(latest.current);
    const isLate = run !== null && history.state?.run === run;
    if (!isLate) settle();
    isRead.current = false;
    take(next);
    if (!isSame && !isLate) history.pushState({ run }, '', writeAddress(next));
    else if (!isSame) late.current ??= setTimeout(settle, 200);
  };
  return { state, unread, isRead: isRead.current, now: () => latest.current, set };
}

function tellChange(cost, before) {
  const difference = cost - before;
  if (!Number.isFinite(cost)) return 'an output saturates: log(0)';
  if (!Number.isFinite(difference)) return 'a number again';
  return `${difference > 0 ? '+' : '−'}${Math.abs(difference).toPrecision(3)} since your last change`;
}

const tellCost = (cost) => (Number.isFinite(cost) ? 'the cost of the loop' : tellChange(cost, cost));

/** J beside what it was before the visitor's last change. Another address is no change. */
function useChangeOfCost(cost, isRead) {
  const last = useRef({ cost, text: tellCost(cost) });
  if (!Object.is(cost, last.current.cost)) last.current = { cost, text: isRead ? tellCost(cost) : tellChange(cost, last.current.cost) };
  return last.current.text;
}

/** A view begins at its top, not where the last one was left. */
function useTopOf(view) {
  const last = useRef(view);
  useLayoutEffect(() => {
    if (last.current !== view) scrollTo(0, 0);
    last.current = view;
  }, [view]);
}

const isTyping = (event) => event.target.closest?.('input, select, textarea, [data-keys]');

/** A state that cannot be shown says so, and leads back to one that can. */
class Guard extends Component {
  static getDerivedStateFromError(error) {
    return { error };
  }

  // Another address may be one that can be shown.
  tryAgain = () => this.state.error && this.setState({ error: null });

  componentDidMount() {
    addEventListener('popstate', this.tryAgain);
  }

  componentWillUnmount() {
    removeEventListener('popstate', this.tryAgain);
  }

  render({ children }, { error }) {
    if (!error) return children;
    const again = () => {
      history.pushState(null, '', '#step');
      location.reload();
    };
    return (
      <main><section class="card">
        <h2>This cannot be shown</h2>
        <p class="error" role="alert">{error.message}</p>
        <button type="button" onClick={again}>Begin anew</button>
      </section></main>
    );
  }
}

function App() {
  const { state, unread, isRead, now, set } = useAddress();
  const [reached, setReached] = useState(new Set());
  const [error, setError] = useState(null);
  const [sought, setSought] = useState(null);  // an object of its own each time the statement is to be brought in sight
  const [playing, setPlaying] = useState(false);
  useTheme();
  useTopOf(state.view);
  const trace = traceOf(state);
  const at = findStep(trace, state);
  const change = useChangeOfCost(trace.results.reg_J, isRead);

  const reach = (goal) => goal && setReached((before) => (before.has(goal) ? before : new Set([...before, goal])));
  const go = (next, goal, run) => {
    reach(goal);
    set({ ...now(), ...next }, run);
  };
  // Another turn of Next may come before the last one is drawn.
  const move = (index) => go(placeOf(trace, Math.max(0, Math.min(trace.steps.length - 1, index))), 'step', 'step');
  const moveBy = (count) => move(findStep(trace, now()) + count);
  const edit = (matrix, row, column, value, run) => {
    setError(null);
    if (value === (now().edits[matrix][`${row},${column}`] ?? originalEntry(matrix, row, column))) return;
    const edits = { ...now().edits[matrix], [`${row},${column}`]: value };
    if (value === originalEntry(matrix, row, column)) delete edits[`${row},${column}`];
    go({ edits: { ...now().edits, [matrix]: edits } }, 'change', run);
  };
  const show = (statement) => {
    go({ view: 'step', statement, turn: 0 });
    setSought({});
  };
  // At its end the walk begins anew.
  const setWalking = (walks) => {
    if (walks && findStep(trace, now()) === trace.steps.length - 1) move(0);
    setPlaying(walks);
  };
  const lead = {
    step: () => moveBy(1),
    change: () => {
      if (!hasDotted(now().statement)) go({ statement: start.statement, turn: 0 });
      setSought({ cell: true });
    },
    mistake: () => go({ mistakes: ['missing-derivative'] }, 'mistake'),
  };

  useEffect(() => {
    const onKeyDown = (event) => {
      if (event.key === 'Escape') setPlaying(false);
      if (state.view !== 'step' || isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') moveBy(event.key === 'ArrowRight' ? 1 : -1);
      else if (event.key === 'Home' || event.key === 'End') move(event.key === 'Home' ? 0 : trace.steps.length - 1);
      else if (event.key === ' ' && !event.target.closest('button, a')) setWalking(!playing);
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  });
  useEffect(() => {
    if (!playing) return undefined;
    if (at === trace.steps.length - 1 || state.view !== 'step') {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => move(at + 1), 1400);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    document.body.dataset.ready = performance.now().toFixed(0);
    const place = { step: ` S${state.statement}`, learn: ` ${state.lesson}` }[state.view] ?? '';
    document.title = `gradlab: ${labels[state.view].toLowerCase()}${place}`;
  });

  const shared = { state, go, edit, now, refuse: (words) => setError({ words, state }), error: error?.state === state ? error : null };
  const hasNetwork = ['step', 'check', 'compare'].includes(state.view);
  return (
    <div class={`page ${state.embed ? 'embedded' : ''}`}>
      <Header state={state} />
      <Unread unread={unread} />
      <main class={`view-${state.view}`} tabIndex={-1}>
        {hasNetwork && <Verdict state={state} go={go} show={show} change={change} goals={state.view === 'step' && <Goals reached={reached} reach={reach} lead={lead} />} />}
        {state.view === 'step' && <Step {...shared} sought={sought} />}
        {state.view === 'step' && (
          <div class="stack">
            <NetworkNow state={state} />
            <section class="card" aria-label="check">
              <h2>The gradient, as each witness sees it</h2>
              <Gradients state={state} />
              <p><a href={writeAddress({ ...state, view: 'check' })}>Why? All differences, what the check is worth, and what it cannot see</a></p>
            </section>
          </div>
        )}
        {state.view === 'check' && <Check {...shared} />}
        {state.view === 'compare' && <Compare {...shared} />}
        {state.view === 'digits' && <Digits {...shared} />}
        {state.view === 'learn' && <Learn {...shared} />}
      </main>
      <Share state={state} />
      {state.view === 'step' && <Bar state={state} move={move} playing={playing} setPlaying={setWalking} />}
    </div>
  );
}

async function open() {
  const bytes = await unpack('engine');
  setBackground(bytes);
  setEngine(await startEngine(bytes));
  const root = document.getElementById('app');
  root.replaceChildren();
  render(<Guard><App /></Guard>, root);
}

open().catch((error) => {
  document.getElementById('waiting').textContent = `The page did not start: ${error.message}`;
});

