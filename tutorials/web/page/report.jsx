// A report of the command: its results stand in the page as JSON, and no engine is needed.
import { render } from 'preact';

import { Report } from './views/report.jsx';

const { verb, results } = JSON.parse(document.getElementById('data').textContent);
document.title = `gradlab ${verb}`;
const root = document.getElementById('app');
root.replaceChildren();
render(<Report verb={verb} results={results} />, root);
document.body.dataset.ready = 'yes';
