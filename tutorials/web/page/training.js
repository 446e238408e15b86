// The training of the digits. A run is what its recipe gives: the seed of the weights, and legs of so many steps of alpha,
// with mistakes or without. The address has the recipe, so that a link or a reload trains the same again.
import { useEffect, useRef, useState } from 'preact/hooks';

import { askInBackground } from './background.js';
import { useKept } from './parts/kept.js';

export const examples = 500;
export const heldOut = 100;
export const data = { data: 'digits', examples };
export const mostSteps = 600;
const stepsAtOnce = 4;

const keyOf = (recipe) => JSON.stringify([recipe.seed, recipe.trained]);
const stepsOf = ({ trained }) => trained.reduce((sum, leg) => sum + leg.steps, 0);

/** The legs with one more; a leg that goes on as the last one did is joined to it. */
function addLeg(legs, leg) {
  const last = legs.at(-1);
  const goesOn = last && last.alpha === leg.alpha && last.mistakes.join() === leg.mistakes.join();
  return goesOn ? [...legs.slice(0, -1), { ...last, steps: last.steps + leg.steps }] : [...legs, leg];
}

// Of the last recipes, the latest last.
const runs = new Map();

function keep(recipe, run) {
  runs.set(keyOf(recipe), run);
  if (runs.size > 100) runs.delete(runs.keys().next().value);
}

/** {Theta1, Theta2, costs, training, held_out, ended} before the first step. */
function begin(seed, done, failed) {
  const request = { do: 'train', ...data, seed, held_out: heldOut, iterations: 1, alpha: 1e-12 };
  return askInBackground(request, (reply) => done({ ...reply, costs: [reply.costs[0][0]] }), failed);
}

function goOn({ Theta1, Theta2, costs }, { alpha, steps, mistakes }, done, failed) {
  const request = { do: 'train', ...data, Theta1, Theta2, held_out: heldOut, iterations: steps, alpha, lambda: 1 };
  if (mistakes.length > 0) request.function = mistakes.join('+');
  return askInBackground(request, (reply) => done({ ...reply, costs: [...costs, ...reply.costs[0].slice(1)] }), failed);
}

/** Trains all that the recipe says. Returns a function that gives up. */
function follow({ seed, trained }, done, failed) {
  let giveUp = null;
  const next = (count) => (run) => {
    if (count === trained.length || run.ended) done(run);
    else giveUp = goOn(run, trained[count], next(count + 1), failed);
  };
  giveUp = begin(seed, next(0), failed);
  return () => giveUp();
}

/** `now()` is the state after all changes, also of those that are not drawn yet. */
export function useTraining(state, go, now) {
  const [alpha, setAlpha] = useKept('step length', state.trained.at(-1)?.alpha ?? 2);
  const [isRunning, setRunning] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [, draw] = useState(0);
  const presses = useRef(0);
  const expected = useRef(null);  // where the running training has got to
  const recipe = { seed: state.seed, trained: state.trained };
  const key = keyOf(recipe);
  const run = runs.get(key) ?? null;
  const last = useRef(null);  // stays in sight while other weights are made
  if (run) last.current = run;
  const fail = (error) => {
    setRunning(false);
    setTrouble(error.message);
  };
  useEffect(() => {
    if (expected.current !== key) setRunning(false);  // Back, or a link
    if (run) return undefined;
    return follow(recipe, (reply) => {
      keep(recipe, reply);
      draw((count) => count + 1);
    }, fail);
  }, [key]);
  useEffect(() => {
    if (!isRunning || !run || expected.current !== key) return undefined;
    if (run.ended || stepsOf(recipe) >= mostSteps) {
      setRunning(false);
      return undefined;
    }
    const next = Math.min(stepsAtOnce, mostSteps - stepsOf(recipe));
    return goOn(run, { alpha, steps: next, mistakes: state.mistakes }, (reply) => {
      if (keyOf(now()) !== key) return;  // other weights, or Back, are on the way
      const steps = reply.costs.length - run.costs.length;
      const trained = addLeg(state.trained, { alpha, steps, mistakes: state.mistakes });
      keep({ seed: state.seed, trained }, reply);
      expected.current = keyOf({ seed: state.seed, trained });
      go({ trained }, null, `training ${presses.current}`);
    }, fail);
  }, [isRunning, run]);
  const toggle = () => {
    if (!isRunning) presses.current += 1;
    expected.current = key;
    setTrouble('');
    setRunning(!isRunning);
  };
  const again = () => {
    setTrouble('');
    go({ seed: state.seed + 1, trained: [] });
  };
  const told = run?.ended ? 'The cost is no number any more: the steps were too long.' : trouble;
  return { run: run ?? (state.trained.length === 0 ? last.current : null), steps: stepsOf(recipe), alpha, setAlpha, isRunning, toggle, trouble: told, again };
}
