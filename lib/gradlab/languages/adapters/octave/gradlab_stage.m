% Scripts that hold their weights in variables of their own: a loop changes them, or an optimizer is handed a function.
%   [stages, refused] = gradlab_stage ("find", statements, own): the texts of the top level, and the names of functions
%   [J, gradient] = gradlab_stage ("run", stage, theta)
%   gradlab_stage ("less", one, other), ("plus", ...), ("numbers", one): numbers in cells and structs
%   stage.name, .words (a name for each array of weights), .shapes, .code (sets gradlab_cost_ and gradlab_moved_)
function varargout = gradlab_stage (task, varargin)
  switch (task)
    case "find"
      [loops, varargout{2}] = find_loop (varargin{:});
      varargout{1} = [loops, find_handed(varargin{1})];
    case "run"
      [varargout{1:max (nargout, 1)}] = run (varargin{:});
    case "less"
      varargout{1} = combine (@minus, varargin{:});
    case "plus"
      varargout{1} = combine (@plus, varargin{:});
    case "numbers"
      arrays = arrays_in (varargin{1});
      varargout{1} = cell2mat (cellfun (@(one) one(:), arrays(:,2), "UniformOutput", false));
  endswitch
endfunction

% ---- Numbers in cells and structs ----

% Rows {place, array}; the place is written as behind a variable: {2}, .W1.
function arrays = arrays_in (value, place = "")
  arrays = cell (0, 2);
  if (isfloat (value) && ! isempty (value) && ismatrix (value) && isreal (value))
    arrays = {place, value};
  elseif (iscell (value))
    for i = 1:numel (value)
      arrays = [arrays; arrays_in(value{i}, sprintf ("%s{%d}", place, i))];
    endfor
  elseif (isstruct (value))
    for i = 1:numel (value)
      here = place;
      if (numel (value) > 1), here = sprintf ("%s(%d)", place, i); endif
      for name = fieldnames (value).'
        arrays = [arrays; arrays_in(value(i).(name{1}), [here "." name{1}])];
      endfor
    endfor
  endif
endfunction

function value = combine (operation, value, other)
  if (iscell (value))
    value = cellfun (@(a, b) combine (operation, a, b), value, other, "UniformOutput", false);
  elseif (isstruct (value))
    for i = 1:numel (value)
      for name = fieldnames (value).'
        value(i).(name{1}) = combine (operation, value(i).(name{1}), other(i).(name{1}));
      endfor
    endfor
  elseif (isnumeric (value))
    value = operation (value, other);
  endif
endfunction

% ---- A loop ----

% The last loop whose turn gives a cost, and the same in each run.
function [stages, refused] = find_loop (statements, own)
  stages = {};
  [loops, refused] = gradlab_loops (statements, own);
  for loop = fliplr (loops)
    try
      stages = stages_of (loop{1});
    catch
      stages = {};
    end_try_catch
    if (! isempty (stages)), return; endif
  endfor
endfunction

function stages = stages_of (loop)
  stages = {};
  stage = struct ("name", "loop", "returns", "J, and what is taken away from the weights", "words", {{}}, ...
                  "shapes", {{}}, "places", {{}}, "code", "", "is_guess", true);
  stage.still = struct ();
  for root = loop.roots
    value = evalin ("base", root{1});
    stage.still.(root{1}) = combine (@minus, value, value);
    places = arrays_in (value, root{1})(:,1).';
    stage.words = [stage.words, places];
    stage.places = [stage.places, strcat(".", places)];
  endfor
  values = cellfun (@(word) evalin ("base", word), stage.words, "UniformOutput", false);
  stage.shapes = cellfun (@size, values, "UniformOutput", false);
  stage.rates = sprintf ("%s = 1;\n", loop.rates{:});
  if (isempty (loop.rates)), stage.rates = ""; endif
  for cost = loop.costs
    [one, is_cost] = settle (with_code (stage, loop.code, cost{1}), values);
    if (is_cost)
      one = with_code (one, loop.code, cost{1});
      one.remark = sprintf ("the file holds the weights itself: %s were set, and its cost is %s", ...
                            strjoin (one.words, ", "), cost{1});
      stages = {one};
      if (loop.is_inner)  % the last batch or example alone
        one.code = ["gradlab_kept_ = 0;\n" strrep(one.code, "gradlab_kept_ = 1;\n", "")];
        stages{2} = one;
      endif
      return;
    endif
  endfor
endfunction

function stage = with_code (stage, code, cost)
  setters = cellfun (@(i, word) sprintf ("%s = gradlab_values_{%d};\n", word, i), num2cell (1:numel (stage.words)), ...
                     stage.words, "UniformOutput", false);
  chance = "rand (\"twister\", 1); randn (\"twister\", 1);\n";  % the same in each turn
  stage.code = ["gradlab_kept_ = 1;\n" setters{:} stage.rates chance code "\ngradlab_cost_ = " cost ";"];
endfunction

% The turn gives the same in each run, and the cost follows the weights. Arrays in a struct that are no weights are left
% alone: they do not move, and no name says that they should.
function [stage, is_cost] = settle (stage, values)
  is_cost = false;
  theta = cell2mat (cellfun (@(one) one.'(:), values(:), "UniformOutput", false));
  theta += 0.05 * sin (1:numel (theta)).';
  try
    [J, gradient] = run (stage, theta);
    [again, same] = run (stage, theta);
    other = run (stage, theta + 0.05 * cos (1:numel (theta)).');
  catch
    return;
  end_try_catch
  is_cost = is_one_number (J) && are_same (J, again) && are_same (gradient, same) && ! are_same (other, J);
  if (! is_cost), return; endif
  counts = cellfun (@prod, stage.shapes);
  moves = mat2cell (gradient(:), counts, 1).';
  is_named = ! cellfun (@isempty, regexpi (stage.words, '(^|\.)(w|b|theta|bias|weight)\w*(\{\d+\})?$', "once"));
  is_whole = cellfun (@isempty, regexp (stage.words, '[.]', "once"));
  kept = is_named | is_whole | cellfun (@any, moves);
  for field = {"words", "shapes", "places"}
    stage.(field{1}) = stage.(field{1})(kept);
  endfor
endfunction

% But for the order of sums.
function are = are_same (one, other)
  are = isequal (size (one), size (other)) && all (abs (one - other) <= 1e-12 * max (abs (one)));
endfunction

function is = is_one_number (value)
  is = isfloat (value) && isreal (value) && isscalar (value) && isfinite (value);
endfunction

% ---- A function that an optimizer is handed ----

% fmincg (@(p) cost (p, ...), initial, ...): the function, and where it starts.
function stages = find_handed (statements)
  stages = {};
  code = strjoin (statements, "\n");
  is_told = ! isempty (regexp (code, '\<(fmincg|minFunc|fminlbfgs|GradObj)\>', "once"));
  [~, ends] = regexp (gradlab_mask (code), '\<(fmin\w*|minFunc|lbfgs\w*|sqp|\w*minimi[sz]e\w*)\s*\(');
  for first = fliplr (ends)
    last = closing (code, first);
    given = gradlab_split (code(first+1:last-1));
    if (numel (given) < 2), continue; endif
    try
      start = evalin ("base", given{2});
      function_handle = evalin ("base", given{1});
      if (! is_function_handle (function_handle) || ! isfloat (start)), continue; endif
      stage = struct ("name", given{1}, "returns", "[J, grad]", "remark", "", "words", {{"theta"}}, ...
                      "shapes", {{size(start)}}, "places", {{""}}, "still", 0, "is_guess", ! is_told);
      stage.code = ["gradlab_handed_ = " given{1} ";\n" ...
                    "[gradlab_cost_, gradlab_moved_] = gradlab_handed_ (gradlab_values_{1});"];
      [J, gradient] = run (stage, start.'(:));
      if (is_one_number (J) && numel (gradient) == numel (start)), stages = {stage}; return; endif
    end_try_catch
  endfor
endfunction

function last = closing (code, first)
  code = gradlab_mask (code);
  depth = gradlab_depth (code);
  last = first + find (depth(first+1:end) == depth(first) - 1, 1);
  if (isempty (last)), last = numel (code); endif
endfunction

% ---- One run ----

% Nothing that it prints is heard. Theta and the gradient are by rows.
function [J, gradient] = run (stage, theta)
  values = cell (size (stage.shapes));
  first = 1;
  for i = 1:numel (values)
    shape = stage.shapes{i};
    values{i} = reshape (theta(first:first+prod (shape)-1), shape(2), shape(1)).';
    first += prod (shape);
  endfor
  assignin ("base", "gradlab_values_", values);
  assignin ("base", "gradlab_moved_", stage.still);
  evalc ("evalin (\"base\", stage.code);");
  J = evalin ("base", "gradlab_cost_");
  if (nargout > 1), gradient = moved (stage); endif
endfunction

function gradient = moved (stage)
  gradient = zeros (0, 1);
  for i = 1:numel (stage.places)
    part = evalin ("base", ["gradlab_moved_" stage.places{i}]);
    shape = stage.shapes{i};
    if (! isequal (size (part), shape) && ! (isvector (part) && numel (part) == prod (shape)))
      error ("the change of %s should be %d x %d as it is, but is %d x %d", stage.words{i}, shape, size (part));
    endif
    gradient = [gradient; reshape(part, shape).'(:)];
  endfor
endfunction
