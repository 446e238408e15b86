// Learn: the course. Its numbers and pictures are computed anew when they come into view, its questions answered here.
import { useEffect, useRef, useState } from 'preact/hooks';

import { askInBackground } from '../background.js';
import { useKept } from '../parts/kept.js';
import { Picture } from '../parts/picture.jsx';
import { withCode } from '../parts/words.jsx';
import { ask } from '../problem.js';
import { unpack } from '../unpack.js';

let lessons = null;

function useLessons() {
  const [all, setAll] = useState(lessons);
  useEffect(() => {
    if (lessons) return;
    unpack('lessons').then((bytes) => {
      lessons = JSON.parse(new TextDecoder().decode(bytes));
      setAll(lessons);
    });
  }, []);
  return all;
}

/** What the lesson's own code computes now; null until it did, and where it cannot run here. */
function useLive(number, isSeen) {
  const [live, setLive] = useState(null);
  useEffect(() => {
    setLive(null);
    if (!isSeen) return undefined;
    return askInBackground({ do: 'lesson', lesson: number }, (reply) => setLive({ number, ...reply }));
  }, [number, isSeen]);
  return live?.number === number ? live : null;
}

function LiveBlock({ part, live, lesson, onSeen }) {
  const box = useRef(null);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && onSeen());
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  const computed = live && { value: live.values, picture: live.pictures }[part.kind]?.[part.name];
  return (
    <figure ref={box} class={`live ${computed ? 'computed' : ''}`}>
      {part.kind === 'picture'
        ? <Picture picture={computed ?? part.picture} name={part.name} lesson={lesson} />
        : <pre tabIndex={0} role="group" aria-label={`${part.kind} ${part.name}`}>{computed ? computed.replace(/\n$/, '') : part.text}</pre>}
      {part.kind === 'measured' && <figcaption>measured where this lesson was written; the command measures on your own machine</figcaption>}
    </figure>
  );
}

const Html = ({ html, ...more }) => <div {...more} dangerouslySetInnerHTML={{ __html: html }} />;

const tellForm = ({ isOpen, numbers }) => {
  if (isOpen) return 'in your words';
  return numbers.length > 1 ? `${numbers.length} numbers, such as 3 x 4 or 3, 4` : 'a number, or an expression such as −log(1/2)';
};

const openAnswer = { understood: true, right: true, explanation: 'right', note: '' };

const judge = (typed, { isOpen, choices, letter = '', numbers = [], tolerance = 0 }) =>
  (isOpen ? openAnswer : ask({ do: 'judge', typed, choices, letter, numbers, tolerance }));

function Question({ part, lesson }) {
  const [{ typed, judged }, setAnswer] = useKept(`question ${lesson}, ${part.name}`, { typed: '', judged: null });
  const answer = (text) => setAnswer({ typed: text, judged: judge(text, part) });
  const isChoice = part.choices.length > 0;
  const verdict = !judged ? '' : !judged.understood ? '' : part.isOpen ? 'Compare:' : judged.right ? '✓ Right.' : '✗ Not so.';
  return (
    <section class="question" aria-label={`question: ${part.name}`}>
      <Html html={part.prompt} />
      {isChoice && (
        <div class="choices">
          {part.choices.map(([letter, html]) => (
            <button key={letter} type="button" aria-pressed={judged?.understood && typed === letter} onClick={() => answer(letter)}>
              <b>{letter})</b> <span dangerouslySetInnerHTML={{ __html: html }} />
            </button>
          ))}
        </div>
      )}
      {!isChoice && (
        <form class="tools" onSubmit={(event) => { event.preventDefault(); answer(typed); }}>
          <label>{tellForm(part)} <input type="text" value={typed} onInput={(event) => setAnswer({ typed: event.target.value, judged: null })} /></label>
          <button type="submit">{part.isOpen ? 'Compare with an answer' : 'Answer'}</button>
        </form>
      )}
      <div role="status">
        {judged && (judged.understood
          ? <p class={`judged ${judged.right ? 'right' : 'wrong'}`}><b>{verdict}</b> {withCode(judged.note)} <span dangerouslySetInnerHTML={{ __html: part.explanations[judged.explanation] ?? '' }} /></p>
          : <p class="judged">{withCode(judged.note)}</p>)}
      </div>
    </section>
  );
}

function Lesson({ lesson, state, go }) {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => setSeen(false), [lesson.number]);
  const live = useLive(lesson.number, isSeen);
  const isShown = (part) => !part.language || state.code === 'both' || part.language === state.code;
  return (
    <article class="card lesson">
      <div class="tools">
        <label>code <select value={state.code} onChange={(event) => go({ code: event.target.value })}>
          {[['both', 'NumPy and C++'], ['numpy', 'NumPy'], ['cpp', 'C++']].map(([value, text]) => <option key={value} value={value}>{text}</option>)}
        </select></label>
      </div>
      <h2 class="title">{lesson.title}</h2>
      <p class="soft">Numbers and pictures {live ? 'computed just now, in this page' : 'as the command computed them'}.</p>
      {lesson.parts.filter(isShown).map((part, k) => {
        const key = `${lesson.number},${part.kind},${part.name ?? k},${k}`;
        if (part.kind === 'prose') return <Html key={key} class="prose" html={part.html} />;
        if (part.kind === 'code') return <pre key={key} class="listing" tabIndex={0} role="group" aria-label={part.language === 'cpp' ? 'code in C++' : 'code in NumPy'}>{part.text}</pre>;
        if (part.kind === 'question') return <Question key={key} part={part} lesson={lesson.number} />;
        return <LiveBlock key={key} part={part} live={live} lesson={lesson.number} onSeen={() => setSeen(true)} />;
      })}
    </article>
  );
}

export function Learn({ state, go }) {
  const all = useLessons();
  const top = useRef(null);
  if (!all) return <section class="card"><p role="status">Unpacking the lessons …</p></section>;
  const lesson = all.find((each) => each.number === state.lesson);
  const at = all.indexOf(lesson);
  const open = (number) => {
    go({ lesson: number });
    scrollTo(0, 0);
    top.current?.focus();
  };
  return (
    <>
      <nav class="card contents" aria-label="lessons" ref={top} tabIndex={-1}>
        <label class="short">lesson <select value={lesson.number} onChange={(event) => open(Number(event.target.value))}>
          {all.map((each) => <option key={each.number} value={each.number}>{each.title}</option>)}
        </select></label>
        <ol>
          {all.map((each) => (
            <li key={each.number}><button type="button" aria-current={each === lesson ? 'page' : null} onClick={() => open(each.number)}>{each.title}</button></li>
          ))}
        </ol>
      </nav>
      <div class="stack">
        <Lesson lesson={lesson} state={state} go={go} />
        <div class="tools">
          {at > 0 && <button type="button" onClick={() => open(all[at - 1].number)}>← {all[at - 1].title}</button>}
          {at + 1 < all.length && <button type="button" onClick={() => open(all[at + 1].number)}>{all[at + 1].title} →</button>}
        </div>
      </div>
    </>
  );
}
