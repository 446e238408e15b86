% Of the loops of a script those that change weights: what they do in one turn, each change told instead of made.
%   [loops, refused] = gradlab_loops (statements, own): the statements of the top level as texts, the names of functions
%   loop.code:  one turn; gradlab_moved_ gains what is taken away from the weights; where gradlab_kept_ is 0, the last
%   loop.is_inner: whether a loop within changes weights, and the last may be meant
%   loop.roots: the variables that the weights stand in
%   loop.rates: those that hold a rate of learning
%   loop.costs: what may be the cost when the turn is over, the likeliest first
%   refused:    why the last of the others cannot be judged; may be empty
function [loops, refused] = gradlab_loops (statements, own)
  loops = {};
  refused = "";
  for one = statements
    [loop, why] = read_loop (one{1}, own);
    if (! isempty (loop)), loops{end+1} = loop; endif
    if (! isempty (why)), refused = why; endif
  endfor
endfunction

function [loop, refused] = read_loop (text, own)
  loop = [];
  refused = "";
  pieces = pieces_of (text);
  if (numel (pieces) < 3 || isempty (regexp (pieces{1}, '^(for|while|do)\>', "once"))), return; endif
  turn = struct ("lines", {{}}, "roots", {{}}, "rates", {{}}, "costs", {cell(0, 2)}, "blocks", {{}}, ...
                 "carried", {{}}, "assigned", {{}}, "is_mixed", false, "is_inner", false, ...
                 "changed", {{}}, "stale", "", "refused", "");
  turn.counter = regexp (pieces{1}, '^for\s*\(?\s*(\w+)', "tokens", "once");
  turn.made = made_in (pieces(2:end-1));
  turn.own = own;
  for piece = pieces(2:end-1)
    turn = read_piece (turn, piece{1});
  endfor
  if (isempty (turn.roots) || isempty (turn.costs) || turn.is_mixed), return; endif
  refused = turn.refused;
  if (! isempty (refused)), return; endif
  [~, order] = sort (cell2mat (turn.costs(:,2)));
  if (isempty (turn.rates)), turn.rates = rates_in (strjoin (turn.lines, "\n")); endif
  loop = struct ("code", strjoin ([at_rest(turn.carried), turn.lines], "\n"), ...
                 "roots", {unique(turn.roots, "stable")}, "rates", {unique(turn.rates)}, ...
                 "costs", {turn.costs(order,1).'}, ...
                 "is_inner", turn.is_inner);
endfunction

% Statements and heads of blocks, without comments.
function pieces = pieces_of (text)
  text = [text "\n"];
  code = gradlab_mask (text);
  ends = find (gradlab_depth (code) == 0 & ismember (code, ";,\n"));
  begins = [1, ends(1:end-1) + 1];
  pieces = {};
  for i = 1:numel (ends)
    filled = begins(i) - 1 + find (! isspace (code(begins(i):ends(i)-1)));
    if (! isempty (filled)), pieces{end+1} = text(filled(1):filled(end)); endif
  endfor
endfunction

% ---- One statement ----

function turn = read_piece (turn, piece)
  word = regexp (piece, '^[A-Za-z_]\w*', "match", "once");
  is_head = any (strcmp (word, {"for", "parfor", "while", "do", "if", "switch", "try", "unwind_protect"}));
  if (is_head)
    turn.blocks{end+1} = word;
    is_rare = strcmp (word, "if") && ! isempty (regexp (piece, '\<(mod|rem)\s*\(', "once"));
    if (is_rare), piece = regexprep (piece, '^if\>.*$', "if true"); endif
  elseif (! isempty (regexp (word, '^(end\w*|until)$', "once")) && ! isempty (turn.blocks))
    turn.blocks(end) = [];
  endif
  is_inner = any (ismember (turn.blocks, {"for", "parfor", "while", "do"}));
  if (! is_inner), piece = strtrim (regexprep (piece, '\<(break|continue|return)$', "")); endif
  if (is_head || ! isempty (regexp (word, '^(end\w*|until|else\w*|case|otherwise|catch)$', "once")))
    turn.lines{end+1} = piece;
  elseif (is_shown (piece, word))
    turn = read_shown (turn, piece);
  else
    turn = read_statement (turn, piece);
  endif
endfunction

function turn = read_statement (turn, piece)
  [target, rest] = change_of (piece);
  is_change = ! isempty (target) && ! is_made (turn, target);
  turn = note_order (turn, piece, target, rest, is_change);
  if (is_change)
    [rest, rates, has_rate] = without_rate (rest);
    if (has_rate || ! is_number (root_of (target)))
      turn.lines{end+1} = sprintf ("gradlab_moved_.%s = gradlab_kept_ * gradlab_moved_.%s - (%s);", ...
                                   target, target, rest);
      turn.is_inner = turn.is_inner || any (ismember (turn.blocks, {"for", "parfor", "while", "do"}));
      turn.roots{end+1} = root_of (target);
      turn.rates = [turn.rates, rates];
      return;
    endif
  endif
  is_decayed = ! isempty (target) && ! isempty (rates_in (rest));  % W = 0.9 * W; W = W - rate * dW
  turn.is_mixed = turn.is_mixed || is_decayed;
  [changed, is_step] = step_of (turn, piece);
  if (is_step)
    turn = changed;
  elseif (isempty (regexp (piece, ['^(' strjoin([turn.rates, {"_"}], "|") ')\s*[-+*/]?='], "once")))
    turn.lines{end+1} = [piece ";"];
    turn = note_cost (note_carried (turn, piece), piece);
  endif
endfunction

% A later change may come from weights which the same turn has changed: told, not made, it would hide.
function turn = note_order (turn, piece, target, rest, is_change)
  if (! is_change), rest = piece; endif
  reads = @(name) ! isempty (regexp (rest, ['(?<![\w.])' regexptranslate("escape", name) '(?!\w)'], "once"));
  stale = turn.changed(cellfun (reads, turn.changed));
  if (isempty (turn.stale) && ! isempty (stale)), turn.stale = stale{1}; endif
  if (! is_change), return; endif
  if (! isempty (turn.stale))
    turn.refused = sprintf (["the loop changes %s, and %s comes from the changed %s, so its turns follow no gradient; " ...
                             "make all gradients first, then change the weights"], turn.stale, target, turn.stale);
  endif
  turn.changed{end+1} = target;
endfunction

% A speed, v = mu * v - rate * dW, is carried from turn to turn: each turn begins at rest.
function turn = note_carried (turn, piece)
  found = regexp (piece, ['^' target_pattern() '\s*=(?!=)\s*(.*)$'], "tokens", "once");
  if (isempty (found)), return; endif
  target = regexptranslate ("escape", found{1});
  root = root_of (found{1});
  is_damped = ! isempty (regexp (found{2}, ['\*\s*' target '(?!\w)|(?<!\w)' target '\s*\.?\*'], "once"));
  if (is_damped && ! ismember (root, turn.assigned) && ! is_number (root)), turn.carried{end+1} = root; endif
  turn.assigned{end+1} = root;
endfunction

function lines = at_rest (names)
  lines = cellfun (@(name) sprintf ("%s = gradlab_stage (\"less\", %s, %s);", name, name, name), names, ...
                   "UniformOutput", false);
endfunction

function pattern = target_pattern ()
  pattern = '([A-Za-z]\w*(?:\.\w+|\.\([^()]*\)|\{[^{}]*\}|\((?:[^()]|\([^()]*\))*\))*)';
endfunction

function root = root_of (target)
  root = regexp (target, '^\w+', "match", "once");
endfunction

% W -= rate * dW and W = W - rate * dW: the weights, and what is added to them; else empty.
function [target, rest] = change_of (piece)
  target = rest = "";
  short = regexp (piece, ['^' target_pattern() '\s*([-+])=\s*(.*)$'], "tokens", "once");
  if (! isempty (short))
    [target, rest] = deal (short{1}, [short{2} " (" short{3} ")"]);
    return;
  endif
  long = regexp (piece, ['^' target_pattern() '\s*=(?!=)\s*(.*)$'], "tokens", "once");
  if (isempty (long) || ! strncmp (long{1}, long{2}, numel (long{1}))), return; endif
  behind = strtrim (long{2}(numel (long{1})+1:end));
  if (! isempty (regexp (behind, '^[-+]', "once"))), [target, rest] = deal (long{1}, behind); endif
endfunction

% What the turn makes anew is no weight: sums over the examples begin so.
function made = made_in (pieces)
  made = {};
  for piece = pieces
    if (! isempty (change_of (piece{1}))), continue; endif
    one = regexp (piece{1}, ['^' target_pattern() '\s*=(?!=)'], "tokens", "once");
    several = regexp (piece{1}, '^\[([^\]]*)\]\s*=(?!=)', "tokens", "once");
    if (! isempty (several)), one = regexp (several{1}, '[^\s,]+', "match"); endif
    made = [made, one];
  endfor
endfunction

function is = is_made (turn, target)
  is = any (ismember ({target, root_of(target)}, turn.made));
endfunction

% ---- The rate ----

function is = is_rate (name)
  words = ['^(\w+[_.])?(lr|eta|alpha|alfa|rate|learn\w*|lern\w*rate|step_?(size)?|taxa\w*|tasa\w*|taux\w*|' ...
           'paso|passo|pas)(_\w+)?$|rate$'];
  is = ! isempty (regexpi (name, words, "once")) && is_number (name);
endfunction

% A variable or a number, as it is written.
function is = is_number (name)
  is = false;
  try
    is = evalin ("base", sprintf ("isnumeric (%s) && isscalar (%s)", name, name));
  end_try_catch
endfunction

function rates = rates_in (text)
  names = unique (regexp (text, '(?<![\w.])[A-Za-z]\w*(?:\.\w+)*', "match"));
  rates = names(cellfun (@is_rate, names));
endfunction

% The variables of a change that are rates: by their names, else the factor that it begins with. A number there is one.
function [rest, rates, has_rate] = without_rate (rest)
  rates = rates_in (rest);
  first = regexp (rest, '^[-+]\s*\(*\s*([A-Za-z][\w.]*\w|[A-Za-z])\s*\.?[*/]', "tokens", "once");
  is_other = @(name) ! isempty (regexpi (name, 'lam|reg|decay|^m$|^n$', "once"));
  if (isempty (rates) && ! isempty (first) && ! is_other (first{1}) && is_number (first{1}))
    rates = first;
  endif
  has_rate = ! isempty (rates);
  number = '^([-+]\s*\(*\s*)\d*\.?\d+(?:[eE][-+]?\d+)?(\s*\.?\*.*)$';
  found = regexp (rest, number, "tokens", "once");
  if (! has_rate && ! isempty (found))
    [rest, has_rate] = deal ([found{1} "1" found{2}], true);
  endif
endfunction

% ---- A step in a function: weights = step (weights, gradients, rate) ----

function [turn, is] = step_of (turn, piece)
  is = false;
  found = regexp (piece, '^(\w+|\[[\w\s,~]*\])\s*=\s*(\w+)\s*\((.*)\)$', "tokens", "once");
  if (isempty (found) || ! ismember (found{2}, turn.own)), return; endif
  results = regexp (found{1}, '[\w~]+', "match");
  given = gradlab_split (found{3});
  is_weight = ismember (results, given) & ! cellfun (@is_number, results);
  if (! any (is_weight)), return; endif
  for i = find (! ismember (given, results))
    if (! is_number (given{i})), continue; endif
    at = @(rate) strjoin ([given(1:i-1), rate, given(i+1:end)], ", ");
    if (! follows_rate (results, is_weight, found{2}, at)), continue; endif
    is = true;
    after = results;
    after(is_weight) = strcat ("gradlab_after_.", results(is_weight));
    turn.lines{end+1} = sprintf ("[%s] = %s (%s);", strjoin (after, ", "), found{2}, at ("1"));
    for root = results(is_weight)
      turn.lines{end+1} = strrep (["gradlab_moved_.ROOT = gradlab_stage (\"plus\", gradlab_moved_.ROOT, " ...
                                   "gradlab_stage (\"less\", ROOT, gradlab_after_.ROOT));"], "ROOT", root{1});
    endfor
    turn.roots = [turn.roots, results(is_weight)];
    return;
  endfor
endfunction

% Twice the rate moves the weights twice as far.
function follows = follows_rate (results, is_weight, name, at)
  follows = false;
  try
    once = moves (results, is_weight, name, at ("1"));
    twice = moves (results, is_weight, name, at ("2"));
    follows = any (once) && all (abs (twice - 2 * once) <= 1e-9 * max (abs (once)));
  end_try_catch
endfunction

function numbers = moves (results, is_weight, name, given)
  numbers = [];
  after = cell (size (results));
  evalc ("[after{:}] = evalin (\"base\", sprintf (\"%s (%s)\", name, given));");
  for i = find (is_weight)
    moved = gradlab_stage ("less", evalin ("base", results{i}), after{i});
    numbers = [numbers; gradlab_stage("numbers", moved)];
  endfor
endfunction

% ---- The cost ----

function is = is_shown (piece, word)
  is = any (strcmp (word, {"printf", "fprintf", "disp", "display", "plot", "drawnow", "pause", "fflush", "figure", ...
                           "hold", "title", "xlabel", "ylabel", "fdisp", "puts", "fputs"})) && ...
       isempty (regexp (piece, '^\w+\s*=(?!=)', "once"));
endfunction

% What is printed may be the cost.
function turn = read_shown (turn, piece)
  numbers = regexp (piece, 'num2str\s*\(\s*([\w.]+(?:\([^()]*\))?)', "tokens");
  given = cellfun (@(token) token{1}, numbers, "UniformOutput", false);
  inside = regexp (piece, '^\w*printf\s*\((.*)\)$', "tokens", "once");
  if (! isempty (inside)), given = [given, gradlab_split(inside{1})(2:end)]; endif
  given = [given, regexp(piece, '^disp\s*\(\s*(\w+)\s*\)$', "tokens", "once")];
  for one = strtrim (given)
    turn.costs = [{one{1}, 3 - 2 * is_cost(one{1}) + rank_by_place(turn)}; turn.costs];
  endfor
endfunction

% What is collected may be, and what is called so.
function turn = note_cost (turn, piece)
  several = regexp (piece, '^\[(.*)\]\s*=(?!=)\s*(\w.*)$', "tokens", "once");
  found = regexp (piece, ['^' target_pattern() '\s*=(?!=)\s*(.*)$'], "tokens", "once");
  if (! isempty (several))
    for target = gradlab_split (several{1})
      turn = note_target (turn, target{1}, several{2});
    endfor
  elseif (! isempty (found))
    turn = note_target (turn, found{:});
  endif
endfunction

function turn = note_target (turn, target, value)
  root = root_of (target);
  by_counter = ! isempty (turn.counter) && ! isempty (regexp (target, ['\<' turn.counter{1} '\>'], "once"));
  is_collected = by_counter || ! isempty (regexp (target, '\(\s*end\s*\+\s*1', "once")) || ...
                 ! isempty (regexp (value, ['^\[\s*' root '\s*[,; ]'], "once"));
  if (is_collected && ! by_counter), target = [root "(end)"]; endif
  if (is_cost (root) || is_collected)
    turn.costs = [{target, 2 - is_cost(root)}; turn.costs];  % the last one is the whole
  endif
endfunction

function rank = rank_by_place (turn)
  rank = 0.001 * rows (turn.costs);  % the first that is printed
endfunction

function is = is_cost (name)
  words = ['cost|loss|custo|coste|costo|co[uû]t|kosten|verlust|verlies|p[eé]rdida|perda|perte|objective|mse|sse|' ...
           'entropy|^J(_|\>)|^J$'];
  is = ! isempty (regexpi (root_of (name), words, "once")) && isempty (regexpi (name, 'test|val|(^|_)cv', "once"));
endfunction
