% Lets `gradlab check --octave FILE.m` talk to a learner's own cost function; needs nothing but Octave.
% Finds the functions in the file that may be the one, calls them as gradlab asks, and says what came back. Which call
% is right, and whether the figures are, is gradlab's business. The protocol is in the README beside.
function gradlab_adapter ()
  requests = fopen ("/dev/fd/3", "r");
  answers = fopen ("/dev/fd/4", "w");
  page_screen_output (false);
  state = struct ("path", getenv ("GRADLAB_FILE"), "choices", {{}}, "choice", 1, "order", "columns", "theta", [], ...
                  "is_turned", false);
  state.arguments = words_of (getenv ("GRADLAB_ARGUMENTS"));
  state.functions = words_of (getenv ("GRADLAB_FUNCTION"));
  while (ischar (line = fgetl (requests)))
    try
      [text, state] = answer (jsondecode (line, "makeValidName", false), state);
    catch problem
      [message, raised] = describe_problem (problem, state);
      text = ["{\"error\":" jsonencode(message) raised "}"];
    end_try_catch
    fflush (stdout);
    fprintf (answers, "%s\n", text);
    fflush (answers);
  endwhile
endfunction

function [text, state] = answer (request, state)
  text = "{}";
  switch (request.ask)
    case "describe"
      [text, state] = describe (state);
    case "use"
      state.choice = request.choice + 1;
      state.order = request.order;
      state.is_turned = isfield (request, "theta") && ! isempty (strfind (request.theta, "(in"));
      state = prepare_calls (state);
    case "network"
      state.network = struct ("n", request.inputs, "h", request.hidden, "K", request.labels, "lambda", request.lambda);
      state.network.m = request.m;
      state.network.sizes = [request.inputs, request.hidden, request.labels];
      state.network.X = request.X;
      if (isvector (request.X))
        state.network.X = reshape (request.X, request.m, []);
      endif
      state.network.y = request.y;
      state = prepare_calls (state);
      if (strcmp (state.choices{state.choice}.takes, "own"))
        text = sprintf ("{\"blocks\":[[\"Theta1\",%d,%d]]}", request.labels, request.inputs);
      endif
    case "base"
      state.theta = request.theta(:);
    case "cost"
      theta = state.theta;
      theta(request.entries + 1) = request.values;
      text = sprintf ("{\"cost\":%s}", number (state_cost (state, theta)));
    case "gradient"
      text = gradient_of (state);
    case "call"
      text = result_of (request);
    case {"remember", "record", "attempt"}
      [text, state] = gradlab_runs (request, state, @gradient_of);
  endswitch
endfunction

% ---- What the file holds ----

function words = words_of (text)
  words = {};
  if (! isempty (text))
    words = strsplit (text, ",");
  endif
endfunction

function [text, state] = describe (state)
  [folder, name] = fileparts (state.path);
  state.text = read_text (state.path);
  addpath (folder);  % functions in files beside it can be called
  make_plots_harmless ();
  [names, skipped] = load_file (state.text, name);
  make_plots_harmless ();  % the file may have cleared them
  remarks = stand_in (state.text);
  if (isempty (state.functions))
    candidates = num2cell (names);
  else
    candidates = {state.functions};
  endif
  is_named = ! isempty (state.functions);
  state.choices = cellfun (@(one) make_choice (one, state.arguments, is_named, state.text), candidates, ...
                           "UniformOutput", false);
  state.choices(cellfun (@isempty, state.choices)) = [];
  if (! is_named)
    state.choices(cellfun (@(c) is_helper (c, names), state.choices)) = [];
    state.choices = [sort_choices(state.choices), find_pairs(state.choices)];
  endif
  parts = cellfun (@(c) sprintf (["{\"name\":%s,\"signature\":%s,\"takes\":%s,\"lambda\":%s,\"sized\":%s," ...
                                  "\"arguments\":%s,\"classic\":%s,\"theta_shapes\":%s}"], ...
                                 jsonencode (strjoin (c.names, ",")), jsonencode (signature_of (c)), ...
                                 jsonencode (c.takes), truth (any (strcmp (c.arguments, "lambda"))), ...
                                 truth (any (ismember (c.arguments, {"n", "h", "K", "sizes"}))), ...
                                 jsonencode (strjoin (c.arguments, ",")), truth (! speaks_of_other (state.text)), ...
                                 shapes_of_struct (c)), ...
                   state.choices, "UniformOutput", false);
  lists = cellfun (@jsonencode, names, "UniformOutput", false);
  text = sprintf (["{\"version\":1,\"language\":\"Octave %s\",\"choices\":[%s],\"functions\":[%s]," ...
                   "\"skipped\":[%s],\"remarks\":[%s],\"records\":true," ...
                   "\"label_shapes\":[\"column\",\"row\"]," ...
                   "\"examples\":[\"rows\",\"ones\",\"columns\",\"columns with ones\"]}"], ...
                  version (), strjoin (parts, ","), strjoin (lists, ","), strjoin (skipped, ","), ...
                  strjoin (remarks, ","));
endfunction

% The exercise's helpers where they lie in files that are not here.
function remarks = stand_in (text)
  remarks = {};
  helpers = {"sigmoid", "g = 1 ./ (1 + exp (-z));"; ...
             "sigmoidGradient", "g = 1 ./ (1 + exp (-z)); g = g .* (1 - g);"};
  for i = 1:size (helpers, 1)
    is_called = ! isempty (regexp (text, ['\<' helpers{i,1} '\s*\('], "once"));
    if (is_called && ! exist (helpers{i,1}))
      eval (sprintf ("function g = %s (z)\n %s\nendfunction", helpers{i,:}));
      remarks{end+1} = jsonencode ([helpers{i,1} " is not in the file nor beside it: the exercise's stood in for it"]);
    endif
  endfor
endfunction

% Activations and losses that are not of the exercise's network.
function is_other = speaks_of_other (text)
  code = regexprep (text, '[%#][^\n]*', "");
  words = 'tanh|relu|softmax|softplus|logsumexp|max\s*\(\s*0|max\s*\([^()]*,\s*0\s*\)';
  is_other = ! isempty (regexpi (code, words, "once"));
endfunction

function text = truth (value)
  if (value), text = "true"; else, text = "false"; endif
endfunction

function text = signature_of (choice)
  text = strjoin (cellfun (@(name) sprintf ("%s(%s)", name, strjoin (choice.arguments, ", ")), choice.names, ...
                           "UniformOutput", false), ", ");
endfunction

% The text in UTF-8, whatever it was written in.
function text = read_text (path)
  text = fileread (path);
  if (is_utf8 (text))
    return;
  endif
  text = native2unicode (uint8 (text), "latin1");
  evalc ("mfile_encoding (\"iso-8859-1\");", "");
endfunction

function valid = is_utf8 (text)
  try
    regexprep (text, "x", "x");
    valid = true;
  catch
    valid = false;
  end_try_catch
endfunction

% A file of functions alone is called by its own name. One with commands behind its functions is a script.
function is_script = has_commands (lines)
  depth = 0;
  is_script = false;
  for i = 1:numel (lines)
    line = leave_out_text (lines{i});
    is_command = depth == 0 && ! isempty (strtrim (line)) && isempty (regexp (line, '^\s*(function|end\w*)\>', "once"));
    if (is_command)
      is_script = true;
      return;
    endif
    depth += count_open (lines{i});
  endfor
endfunction

% The functions that the file gives, and what of its top level could not be run. A file that begins with a function is
% called by its own name; else its statements run one by one, and one that fails does not stop those that follow.
function [names, skipped] = load_file (text, name)
  skipped = {};
  code = regexprep (text, '^(\s*([%#][^\n]*)?\n)*\s*', "");
  if (strncmp (code, "function", 8) && ! has_commands (strsplit (text, "\n", "CollapseDelimiters", false)))
    names = {name};
    check_syntax (name);
    return;
  endif
  lines = strsplit (text, "\n", "CollapseDelimiters", false);
  names = regexp (text, '^[ \t]*function\s+(?:[^\n=(%#]*=\s*)?(\w+)', "tokens", "lineanchors");
  names = cellfun (@(token) token{1}, names, "UniformOutput", false);
  first = 1;
  while (first <= numel (lines))
    [last, problem] = run_statement (lines, first);
    if (! isempty (problem))
      skipped{end+1} = sprintf ("{\"line\":%d,\"error\":%s}", first, jsonencode (problem));
    endif
    first = last + 1;
  endwhile
endfunction

% Runs the statement that begins at this line: as many lines as it takes until all that it opens is closed and it can be
% parsed.
function [last, problem] = run_statement (lines, first)
  problem = parse_problem = "";
  depth = 0;
  for last = first:numel (lines)
    depth += count_open (lines{last});
    if (depth > 0)
      continue;
    endif
    text = strjoin (lines(first:last), "\n");
    try
      evalin ("base", text);
    catch caught
      problem = one_line (caught.message);
    end_try_catch
    if (! isempty (strfind (text, "clear")))
      make_plots_harmless ();
    endif
    if (isempty (strfind (problem, "parse error")))
      return;
    endif
    if (isempty (parse_problem))
      parse_problem = problem;
    endif
    problem = "";
  endfor
  problem = parse_problem;
  if (isempty (problem))
    problem = "it is never closed by an end";
  endif
  last = first;
endfunction

% How many blocks a line opens and does not close. An end within brackets is the last index, no end of a block.
function count = count_open (line)
  line = leave_out_text (line);
  for times = 1:5
    line = regexprep (line, '\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}', "");
  endfor
  opens = '\<(function|if|for|parfor|while|switch|try|unwind_protect|do)\>';
  closes = '\<(end|end_try_catch|end_unwind_protect|end(function|if|for|parfor|while|switch)|until)\>';
  count = numel (regexp (line, opens)) - numel (regexp (line, closes));
endfunction

% The code of a line, without strings, comments and what follows three dots. A quote behind a value turns it.
function line = leave_out_text (line)
  line = regexprep (line, '"([^"\\]|\\.|"")*"|(?<![\w)\]}''.])''([^'']|'''')*''|[%#].*$|\.\.\..*$', "");
endfunction

% A file that cannot be parsed says so when it is asked how many arguments it takes.
function check_syntax (name)
  try
    nargin (name);
  catch caught
    error ("%s.m cannot be parsed: %s", name, one_line (caught.message));
  end_try_catch
endfunction

% Windows, and questions at the keyboard: there are none here.
function make_plots_harmless ()
  for name = {"figure", "plot", "hold", "axis", "xlabel", "ylabel", "zlabel", "title", "legend", "imagesc", ...
              "imshow", "colormap", "colorbar", "drawnow", "pause", "input", "keyboard", "surf", "mesh", "contour", ...
              "subplot", "print", "close", "axes", "hist", "bar", ...
              "scatter", "plot3", "semilogx", "semilogy", "loglog", "grid", ...
              "waitbar", "clf", "text", "line"}
    eval (sprintf ("function varargout = %s (varargin)\n varargout = cell (1, nargout);\nendfunction", name{1}));
  endfor
endfunction

function choice = make_choice (names, arguments, is_named, text)
  classic = {"theta", "n", "h", "K", "X", "y", "lambda"};
  choice = [];
  try
    count = nargin (names{1});
  catch
    if (is_named)
      error ("there is no function %s in the file or beside it", names{1});
    endif
    return;
  end_try_catch
  by_name = words_by_name (names{1}, text);
  if (! isempty (arguments))
    choice.arguments = arguments;
  elseif (! isempty (by_name))
    choice.arguments = by_name;
  elseif (count == 7 || (count < 0 && -count <= 8 && count != -2))
    choice.arguments = classic;
  elseif (count == 6)
    choice.arguments = classic(1:6);
  elseif (count == 1 || count == -2)
    choice.arguments = {"theta"};
  elseif (is_named)
    error (["%s takes %d arguments, neither the classic 7 (nn_params, input_layer_size, hidden_layer_size, " ...
            "num_labels, X, y, lambda) nor one; say what it takes by --arguments, " ...
            "e.g. --arguments theta,X,y,lambda"], names{1}, count);
  else
    return;
  endif
  if (! isempty (arguments) && ! is_named && count >= 0 && count != numel (arguments))
    choice = [];
    return;
  endif
  choice.names = names;
  choice.fields = struct ();
  if (any (strcmp (choice.arguments, "Thetas")))
    choice.fields = fields_of (weights_of (names{1}, text), text);
  endif
  choice.takes = "network";
  if (isequal (choice.arguments, {"theta"}))
    choice.takes = "theta";
  elseif (all (ismember ({"n", "K", "X", "y"}, choice.arguments)) && ! ismember ("h", choice.arguments))
    choice.takes = "own";  % softmax regression: one matrix of K x n
  endif
endfunction

% Of functions of one argument: a sigmoid, or whatever stands beside the cost of a network.
function helper = is_helper (choice, names)
  name = choice.names{1};
  speaks = @(one) ! isempty (regexpi (one, 'cost|loss|back|nn|objective|grad|deriv|error'));
  is_small = @(one) ! isempty (regexpi (one, ['sigm|relu|tanh|softmax|softplus|activat|one_?hot|normali[sz]|rand|' ...
                                              'init|load|plot|display|debug|numeric|check|predict']));
  has_network = any (cellfun (@(one) speaks (one) && ! is_small (one), names));
  helper = strcmp (choice.takes, "theta") && (is_small (name) || (has_network && ! speaks (name)));
endfunction

function given = names_of_arguments (name, text)
  pattern = ['^[ \t]*function\s+(?:[^\n=(%#]*=\s*)?' name '\s*\(([^)]*)\)'];
  found = regexp (text, pattern, "tokens", "once", "lineanchors");
  given = {};
  if (! isempty (found))
    given = strtrim (strsplit (strrep (found{1}, "...", ""), ","));
  endif
endfunction

% The words for the arguments by their names: for a network's function all of whose names are understood.
function words = words_by_name (name, text)
  words = {};
  given = names_of_arguments (name, text);
  if (isempty (given))
    return;
  endif
  if (strcmp (given{end}, "varargin"))
    given(end) = [];  % what is optional is left out
  endif
  made = cellfun (@(one) word_in (one, text), given, "UniformOutput", false);
  is_whole = ! any (cellfun (@isempty, made)) && numel (unique (made)) == numel (made);
  has_weights = any (strncmpi (made, "theta", 5));
  if (is_whole && has_weights && all (ismember ({"X", "y"}, made)))
    words = made;
  endif
endfunction

% ---- Weights in a struct ----

function name = weights_of (of_function, text)
  given = names_of_arguments (of_function, text);
  given = given(cellfun (@(one) strcmp (word_in (one, text), "Thetas"), given));
  name = [given, {""}]{1};
endfunction

% The field of each weight, params.W1 and the like: struct ("Theta1", "W1", ...); empty where it is no struct.
function fields = fields_of (name, text)
  fields = struct ();
  if (isempty (name))
    return;
  endif
  read = unique (cellfun (@(token) token{1}, regexp (text, ['\<' name '\.(\w+)'], "tokens"), "UniformOutput", false));
  for one = read
    word = word_of_weight (one{1});
    if (! isempty (word))
      fields.(word) = one{1};
    endif
  endfor
  if (! all (isfield (fields, {"Theta1", "Theta2"})))
    fields = struct ();
  endif
endfunction

function word = word_of_weight (name)
  word = "";
  plain = regexprep (strrep (lower (name), "_", ""), '^(d|grad)(?=[wbt])|grad$', "");
  found = regexp (plain, '^(?:(theta|w|weights?)|b|bias)([12])$', "tokens", "once");
  if (! isempty (found))
    kinds = {"b", "Theta"};
    word = [kinds{1 + (numel (found) > 1 && ! isempty (found{1}))} plain(end)];
  endif
endfunction

function text = shapes_of_struct (choice)
  if (isfield (choice.fields, "b1"))
    text = "[\"a struct of W (out, in) and b (out, 1)\",\"a struct of W (in, out) and b (1, out)\"]";
  elseif (isfield (choice.fields, "Theta1"))
    text = "[\"a struct of Theta (out, in+1)\",\"a struct of Theta (in+1, out)\"]";
  else
    text = "[]";
  endif
endfunction

function weights = pack (fields, Thetas, is_turned)
  for i = 1:2
    matrix = Thetas{i};
    bias = matrix(:, 1);
    word = sprintf ("b%d", i);
    if (isfield (fields, word))
      matrix = matrix(:, 2:end);
      weights.(fields.(word)) = turn_if (bias, is_turned);
    endif
    weights.(fields.(sprintf ("Theta%d", i))) = turn_if (matrix, is_turned);
  endfor
endfunction

% A struct of gradients as those of Theta1 and Theta2.
function Thetas = unpack (gradients, is_turned)
  Thetas = {[], []};
  names = fieldnames (gradients).';
  words = cellfun (@word_of_weight, names, "UniformOutput", false);
  for i = 1:2
    for kind = {"b", "Theta"}
      place = find (strcmp (words, sprintf ("%s%d", kind{1}, i)), 1);
      if (! isempty (place))
        Thetas{i} = [Thetas{i}, turn_if(gradients.(names{place}), is_turned)];
      endif
    endfor
  endfor
endfunction

function matrix = turn_if (matrix, is_turned)
  if (is_turned)
    matrix = matrix.';
  endif
endfunction

% Weights that the code indexes by braces are a cell array, those with fields a struct.
function word = word_in (name, text)
  word = word_of (name);
  may_be = strcmp (word, "theta") || ! isempty (regexpi (name, '^(all_?)?(thetas|ws|weights|params|matrices)$', "once"));
  is_cell = ! isempty (regexp (text, ['\<' name '\s*\{'], "once"));
  if (may_be && (is_cell || ! isempty (fieldnames (fields_of (name, text)))))
    word = "Thetas";
  endif
endfunction

function word = word_of (name)
  plain = strrep (lower (strtrim (name)), "_", "");
  patterns = {'^(theta|w|weights?)1$', "Theta1"; '^(theta|w|weights?)2$', "Theta2"; ...
              '^(initial|nn|all|my)*(theta|params?|parameters|weights|w|p|t)(vec|s)?$', "theta"; ...
              '^(visiblesize|n|ils)$', "n"; ...
              '^(inputlayersize|inputsize|ninputs?|numinputs?|nin|inputs|numfeatures|nfeatures)$', "n"; ...
              '^(h|hiddenlayersize|hiddensize|nhidden|numhidden|hidden|hiddenunits|hls|nh)$', "h"; ...
              '^(k|numlabels|nlabels|numclasses|nclasses|outputlayersize|outputsize|nout|ols|noutputs?)$', "K"; ...
              '^(x|data|xtrain|xdata|features)$', "X"; '^(y|labels?|ytrain|targets?|ydata)$', "y"; ...
              '^(my|reg)*(lambda|lam|lmbda|lambd|reg|regularization|regparam|l)(val|_)?$', "lambda"; ...
              '^(m|numexamples|nexamples|numsamples|nsamples)$', "m"; ...
              '^((nn|net)?l?sizes|layers|layersizes|dims|layerdims|architecture|s)$', "sizes"};
  word = "";
  for i = 1:size (patterns, 1)
    if (! isempty (regexp (plain, patterns{i,1}, "once")))
      word = patterns{i,2};
      return;
    endif
  endfor
endfunction

function sorted = sort_choices (choices)
  likely = @(c) sum ([8 4 2 1] .* cellfun (@(word) ! isempty (strfind (lower (c.names{1}), word)), ...
                                           {"cost", "nn", "back", "grad"}));
  [~, order] = sort (cellfun (likely, choices), "descend");
  sorted = choices(order);
endfunction

function pairs = find_pairs (choices)
  pairs = {};
  for one = choices
    for two = choices
      [a, b] = deal (one{1}, two{1});
      is_gradient = ! isempty (regexpi (b.names{1}, "grad|back|deriv"));
      if (! strcmp (a.names{1}, b.names{1}) && is_gradient && isequal (a.arguments, b.arguments))
        a.names = [a.names, b.names];
        pairs{end+1} = a;
      endif
    endfor
  endfor
endfunction

% ---- Calling, and understanding what comes back ----

% All that stays the same from call to call: the arguments but the weights, and how many results to ask for.
function state = prepare_calls (state)
  choice = state.choices{state.choice};
  state.counts = cellfun (@count_results, choice.names);
  state.values = cell (1, numel (choice.arguments));
  is_weight = strncmpi (choice.arguments, "theta", 5);
  state.weights = find (is_weight);
  if (isfield (state, "network"))
    state.values(! is_weight) = cellfun (@(word) value_of (state.network, word), choice.arguments(! is_weight), ...
                                         "UniformOutput", false);
  endif
endfunction

function value = value_of (network, word)
  switch (word)
    case "X1"
      value = [ones(network.m, 1), network.X];
    case "X1T"
      value = [ones(network.m, 1), network.X].';
    case "XT"
      value = network.X.';
    case "y0"
      value = network.y - 1;
    case "Y"
      value = eye (network.K)(network.y(:), :);
    case "YT"
      value = eye (network.K)(:, network.y(:));
    otherwise
      value = network.(word);
  endswitch
endfunction

function results = call (state, name, theta, count)
  values = state.values;
  for i = state.weights
    word = state.choices{state.choice}.arguments{i};
    if (strcmp (word, "theta"))
      values{i} = theta;
    elseif (strcmp (word, "Thetas"))
      values{i} = {matrix_of(state, theta, "Theta1"), matrix_of(state, theta, "Theta2")};
      fields = state.choices{state.choice}.fields;
      if (! isempty (fieldnames (fields)))
        values{i} = pack (fields, values{i}, state.is_turned);
      endif
    else
      values{i} = matrix_of (state, theta, word);
    endif
  endfor
  results = cell (1, count);
  [results{:}] = feval (name, values{:});
  is_struct = cellfun (@isstruct, results);
  if (any (is_struct) && ! isempty (fieldnames (state.choices{state.choice}.fields)))
    results(is_struct) = cellfun (@(one) unpack (one, state.is_turned), results(is_struct), "UniformOutput", false);
  endif
endfunction

function Theta = matrix_of (state, theta, name)
  rows = state.network.h;
  columns = state.network.n + 1;
  part = theta(1:rows*columns);
  if (strcmp (name, "Theta2"))
    part = theta(rows*columns+1:end);
    columns = rows + 1;
    rows = state.network.K;
  endif
  if (strcmp (state.order, "rows"))
    Theta = reshape (part, columns, rows).';
  else
    Theta = reshape (part, rows, columns);
  endif
endfunction

% How many results to ask for: all that the function declares, of the numbers that are understood; else J and grad.
function count = count_results (name)
  count = nargout (name);
  if (count < 0)
    count = 2;
  endif
  if (count == 0)
    error ("%s returns 0 results; expected [J, grad], [J, grad1, grad2], all six or J alone", name);
  elseif (! any (count == [1 2 3 6]))
    count = 2;  % what stands behind J and grad is left alone
  endif
endfunction

function J = state_cost (state, theta)
  name = state.choices{state.choice}.names{1};
  if (state.counts(1) == 6)
    results = call (state, name, theta, 4);
    J = to_cost (results{4});
  else
    results = call (state, name, theta, 1);
    if (isstruct (results{1}))
      J = to_cost (field_of (results{1}, {"J", "reg_J", "cost"}));
    else
      J = to_cost (results{1});
    endif
  endif
endfunction

function text = gradient_of (state)
  names = state.choices{state.choice}.names;
  if (numel (names) == 2)
    J = state_cost (state, state.theta);
    count = state.counts(2);
    results = call (state, names{2}, state.theta, count);
    text = answer_of (J, "J, and gradient apart", results(1 + (count == 2 && isscalar (results{1})):end));
    return;
  endif
  results = call (state, names{1}, state.theta, state.counts(1));
  if (numel (results) == 6)
    text = answer_of (to_cost (results{4}), "the six results", results(5:6));
  elseif (isstruct (results{1}))
    text = answer_of_struct (results{1});
  elseif (numel (results) == 1)
    text = answer_of (to_cost (results{1}), "J alone", {});
  elseif (numel (results) == 2)
    text = answer_of (to_cost (results{1}), "[J, grad]", results(2));
  elseif (numel (results{2}) == numel (state.theta) && numel (results{2}) != numel (results{3}))
    text = answer_of (to_cost (results{1}), "[J, grad, ...]", results(2));
  else
    text = answer_of (to_cost (results{1}), "[J, grad1, grad2]", results(2:3));
  endif
endfunction

% What a function of the file gives, by its name.
function text = result_of (request)
  name = request.("function");
  if (! exist (name))
    error ("there is no function %s", name);
  endif
  given = request.arguments;
  if (! iscell (given))  % arrays of one size were decoded as one array
    given = arrayfun (@(i) squeeze (given(i,:,:)), 1:size (given, 1), "UniformOutput", false);
  endif
  value = to_real ("the result", feval (name, given{:}));
  if (isscalar (value))
    text = sprintf ("{\"results\":[%s]}", number (value));
  else
    text = sprintf ("{\"results\":[%s]}", rows (value));
  endif
endfunction

function value = field_of (results, names)
  value = [];
  for name = names
    if (isfield (results, name{1}))
      value = results.(name{1});
      return;
    endif
  endfor
endfunction

function text = answer_of_struct (results)
  J = to_cost (field_of (results, {"reg_J", "J", "cost"}));
  parts = {field_of(results, {"grad1_reg", "grad1", "Theta1_grad"}), ...
           field_of(results, {"grad2_reg", "grad2", "Theta2_grad"})};
  whole = field_of (results, {"grad", "gradient"});
  if (! isempty (parts{1}))
    text = answer_of (J, "a struct of J, grad1, grad2", parts);
  elseif (! isempty (whole))
    text = answer_of (J, "a struct of J and grad", {whole});
  else
    text = answer_of (J, "a struct of J alone", {});
  endif
endfunction

function text = answer_of (J, words, gradients)
  text = sprintf ("{\"cost\":%s,\"returns\":%s", number (J), jsonencode (words));
  if (numel (gradients) == 1 && iscell (gradients{1}) && numel (gradients{1}) == 2)
    gradients = gradients{1};
  endif
  if (numel (gradients) == 1)
    text = [text sprintf(",\"gradient\":[%s]", numbers (to_real ("the gradient", gradients{1})(:)))];
  elseif (numel (gradients) == 2)
    text = [text sprintf(",\"gradients\":[%s,%s]", rows (to_real ("the gradient of Theta1", gradients{1})), ...
                         rows (to_real ("the gradient of Theta2", gradients{2})))];
  endif
  text = [text "}"];
endfunction

function value = to_real (name, value)
  if (iscell (value) && all (cellfun (@isscalar, value)))
    value = cell2mat (value);
  endif
  if (! isnumeric (value))
    error ("%s should be numbers, but is of class %s", name, class (value));
  endif
  if (isinteger (value))
    error ("%s is made of integers (%s), which have no decimals; expected double: try zeros (...) without a class", ...
           name, class (value));
  endif
  if (iscomplex (value))
    error ("%s is complex; expected real numbers; look for the root or logarithm of a negative number", name);
  endif
  value = double (value);
endfunction

function J = to_cost (value)
  J = to_real ("the cost", value);
  if (! isscalar (J))
    error ("the cost should be one number, but is %d x %d; is a sum missing?", rows_of (J), columns (J));
  endif
endfunction

function text = number (value)
  if (isfinite (value))
    text = sprintf ("%.17g", value);
  else
    text = sprintf ("\"%f\"", value);
  endif
endfunction

function text = numbers (values)
  if (all (isfinite (values)))
    text = sprintf ("%.17g,", values)(1:end-1);
  else
    text = strjoin (arrayfun (@number, values(:).', "UniformOutput", false), ",");
  endif
endfunction

function text = rows (matrix)
  lines = cell (1, rows_of (matrix));
  for i = 1:numel (lines)
    lines{i} = ["[" numbers(matrix(i,:)) "]"];
  endfor
  text = ["[" strjoin(lines, ",") "]"];
endfunction

function count = rows_of (matrix)
  count = size (matrix, 1);
endfunction

% ---- Problems ----

% Strings in double quotes are joined otherwise in MATLAB.
function advice = advise_on_strings (message, state)
  advice = "";
  if (! isempty (strfind (message, "'string' undefined")))
    advice = "; it is MATLAB's: num2str (x) gives the text of a number in both";
  elseif (! isempty (strfind (message, "operator +")) && isfield (state, "text") && ...
          ! isempty (regexp (state.text, '"[^"\n]*"\s*\+|\+\s*"', "once")))
    advice = "; MATLAB joins strings by +, Octave does not: [a, b] joins them in both";
  endif
endfunction

% Octave's error() repeats its words for each entry of what it shows.
function text = one_line (text)
  text = strtrim (regexprep (text, '\s+', " "));
  text = regexprep (text(1:min (end, 400)), '^(.{8,80}?)(?:\s*\1)+.*$', "$1");
endfunction

% The innermost place outside this adapter, and what happened there. Functions of a script have a name, but no file.
function [text, raised] = describe_problem (problem, state)
  text = [one_line(problem.message), advise_on_strings(problem.message, state)];
  raised = "";
  for place = problem.stack.'
    [~, file] = fileparts (place.file);
    is_ours = strcmp (file, "gradlab_adapter") || ! isempty (strfind (place.file, OCTAVE_HOME ()));
    if (is_ours || isempty ([place.file place.name]))
      continue;
    endif
    if (isempty (place.file))
      where = sprintf ("in %s, its line %d", place.name, place.line);
    else
      where = sprintf ("%s.m, line %d", file, place.line);
    endif
    text = sprintf ("%s: %s", where, text);
    raised = sprintf (",\"raised\":true,\"line\":%d,\"undefined\":%s", max (place.line, 0), ...
                      truth (! isempty (strfind (text, "undefined"))));
    return;
  endfor
endfunction
