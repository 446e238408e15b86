% Lets `gradlab check --octave FILE.m` talk to a learner's own cost function; needs nothing but Octave.
% Finds the functions in the file that may be the one, calls them as gradlab asks, and says what came back. Which call
% is right, and whether the figures are, is gradlab's business. The protocol is in the README beside.
function gradlab_adapter ()
  requests = fopen ("/dev/fd/3", "r");
  answers = fopen ("/dev/fd/4", "w");
  page_screen_output (false);
  state = struct ("path", getenv ("GRADLAB_FILE"), "choices", {{}}, "choice", 1, "order", "columns", "theta", [], ...
                  "layout", [], "examples", []);
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
      state.layout = layout_of (state.choices{state.choice}, request);
      state = prepare_calls (state);
    case "network"
      state.network = struct ("n", request.inputs, "h", request.hidden, "K", request.labels, "lambda", request.lambda);
      state.network.m = request.m;
      state.network.sizes = [request.inputs, request.hidden, request.labels];
      if (isfield (request, "X"))
        state.examples = request.X;
        if (isvector (request.X)), state.examples = reshape (request.X, request.m, []); endif
      endif
      state.network.X = state.examples;
      state.network.y = request.y;
      state = prepare_calls (state);
      if (strcmp (state.choices{state.choice}.takes, "own"))
        text = sprintf ("{\"blocks\":[%s]}", strjoin (blocks_of (state), ","));
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
  give_option_all (state.text);
  [names, skipped, statements] = load_file (state.text, name);
  make_plots_harmless ();  % the file may have cleared them
  remarks = stand_in (state.text);
  if (isequal (names, {name}))  % Octave knows a function file by the file's name
    first = regexp (state.text, '^[ \t]*function\s+(?:[^\n=(%#]*=\s*)?(\w+)', "tokens", "once", "lineanchors");
    state.functions(ismember (state.functions, [first, {}])) = {name};
  endif
  if (isempty (state.functions))
    candidates = num2cell (names);
  else
    candidates = {state.functions};
  endif
  is_named = ! isempty (state.functions);
  state.choices = cellfun (@(one) make_choices (one, state.arguments, is_named, state.text), candidates, ...
                           "UniformOutput", false);
  state.choices = horzcat (cell (1, 0), state.choices{:});
  if (! is_named)
    state.choices(cellfun (@(c) is_helper (c, names), state.choices)) = [];
    state.choices = [sort_choices(state.choices), find_pairs(state.choices)];
  endif
  refused = "";
  if (! is_named && isempty (state.arguments))
    if (isempty (state.choices)), [statements, names] = open_main (state.text, names, statements); endif
    [of_stage, refused] = choices_of_stage (statements, names);
    state.choices = [state.choices, of_stage];
  endif
  parts = cellfun (@(c) sprintf (["{\"name\":%s,\"signature\":%s,\"takes\":%s,\"lambda\":%s,\"sized\":%s," ...
                                  "\"arguments\":%s,\"classic\":%s,\"guess\":%s,\"data\":%s," ...
                                  "\"theta_shapes\":%s,\"remark\":%s}"], ...
                                 jsonencode (strjoin (c.names, ",")), jsonencode (signature_of (c)), ...
                                 jsonencode (c.takes), truth (any (strcmp (words_of_choice (c), "lambda"))), ...
                                 truth (any (ismember (words_of_choice (c), {"n", "h", "K", "sizes", "h1"}))), ...
                                 jsonencode (strjoin (c.arguments, ",")), ...
                                 truth (! speaks_of_other (state.text) && ! c.kept.is_filled), ...
                                 truth (c.is_guess), truth (! isfield (c, "stage")), names_of_layouts (c), ...
                                 jsonencode (remark_of (c))), ...
                   state.choices, "UniformOutput", false);
  lists = cellfun (@jsonencode, names, "UniformOutput", false);
  text = sprintf (["{\"version\":1,\"language\":\"Octave %s\",\"choices\":[%s],\"functions\":[%s]," ...
                   "\"skipped\":[%s],\"remarks\":[%s],\"refused\":%s,\"records\":true,\"keeps_examples\":true," ...
                   "\"label_shapes\":[\"column\",\"row\"]," ...
                   "\"examples\":[\"rows\",\"ones\",\"columns\",\"columns with ones\"]}"], ...
                  version (), strjoin (parts, ","), strjoin (lists, ","), strjoin (skipped, ","), ...
                  strjoin (remarks, ","), jsonencode (refused));
endfunction

% MATLAB's sum (A, "all") and the like, which Octave does not have.
function give_option_all (text)
  for name = {"sum", "prod", "max", "min", "any", "all"}
    if (isempty (regexp (text, ['\<' name{1} '\s*\([^\n]*,\s*["'']all["'']\s*\)'], "once"))), continue; endif
    eval (sprintf (["function varargout = %s (x, varargin)\n" ...
                    "  if (! isempty (varargin) && strcmp (varargin{end}, \"all\")), x = x(:); varargin = {}; endif\n" ...
                    "  [varargout{1:max (nargout, 1)}] = builtin (\"%s\", x, varargin{:});\n" ...
                    "endfunction"], name{1}, name{1}));
  endfor
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

% Where the file holds the weights itself.
function [choices, refused] = choices_of_stage (statements, names)
  choices = {};
  [stages, refused] = gradlab_stage ("find", statements, names);
  for stage = stages
    choices{end+1} = struct ("names", {{stage{1}.name}}, "arguments", {{}}, "takes", "own", ...
                             "kept", struct ("config", struct (), "is_filled", true), "layouts", {{}}, ...
                             "is_guess", stage{1}.is_guess, "stage", stage{1});
  endfor
endfunction

function is = has_stage (state)
  is = isfield (state.choices{state.choice}, "stage");
endfunction

function text = remark_of (choice)
  text = "";
  if (isfield (choice, "stage")), text = choice.stage.remark; endif
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
% called by its own name; else its statements run one by one, and one that fails does not stop those that follow. A
% `clear` leaves the functions.
function [names, skipped, statements] = load_file (text, name)
  skipped = statements = definitions = {};
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
    text = strjoin (lines(first:last), "\n");
    if (! isempty (regexp (text, '^\s*function\>', "once")))
      definitions{end+1} = text;
    else
      statements{end+1} = text;
    endif
    if (! isempty (regexp (text, '\<clear')))
      cellfun (@(one) evalin ("base", one), definitions);
      make_plots_harmless ();
    endif
    first = last + 1;
  endwhile
endfunction

% Of a file whose first function takes nothing: what that one does, as the statements of a script.
function [statements, names] = open_main (text, names, statements)
  main = regexp (text, '^[ \t]*function\s+(?:[^\n=(%#]*=\s*)?\w+[ \t]*(?:\([ \t]*\))?[ \t;]*(?:[%#][^\n]*)?$', ...
                 "end", "once", "lineanchors");
  lines = strsplit (text, "\n", "CollapseDelimiters", false);
  depths = cumsum (cellfun (@count_open, lines));
  first = 1 + sum (text(1:main) == "\n");
  before = strtrim (regexprep (strjoin (lines(1:first-1), "\n"), '[%#][^\n]*', ""));
  if (isempty (main) || depths(end) != 0 || ! isempty (before) || ! isempty (statements)), return; endif
  last = first - 1 + find (depths(first:end) == 0, 1);
  [names, ~, statements] = load_file (strjoin ([{"1;"}, lines(last+1:end), lines(first+1:last-1)], "\n"), "");
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

% For the network with one hidden layer, and for those of other shapes.
function choices = make_choices (names, arguments, is_named, text)
  classic = {"theta", "n", "h", "K", "X", "y", "lambda"};
  choices = {};
  try
    count = nargin (names{1});
  catch
    if (is_named)
      error ("there is no function %s in the file or beside it", names{1});
    endif
    return;
  end_try_catch
  [by_name, kept] = gradlab_words (names{1}, text);
  if (! isempty (arguments))
    words = arguments;
  elseif (! isempty (by_name))
    words = by_name;
  elseif (count == 7 || (count < 0 && -count <= 8 && count != -2))
    words = classic;
  elseif (count == 6)
    words = classic(1:6);
  elseif (count == 1 || count == -2)
    words = {"theta"};
  elseif (is_named)
    error (["%s takes %d arguments, neither the classic 7 (nn_params, input_layer_size, hidden_layer_size, " ...
            "num_labels, X, y, lambda) nor one; say what it takes by --arguments, " ...
            "e.g. --arguments theta,X,y,lambda"], names{1}, count);
  else
    return;
  endif
  if (! isempty (arguments) && ! is_named && count >= 0 && count != numel (arguments))
    return;
  endif
  choice = struct ("names", {names}, "arguments", {words}, "takes", "theta", "kept", kept, "layouts", {{}}, ...
                   "is_guess", false);
  if (isequal (words, {"theta"}))
    choices = {choice};
    return;
  endif
  [network, own] = gradlab_layouts (words, kept.fields);
  if (! isempty (network))
    [choice.takes, choice.layouts] = deal ("network", network);
    choices{end+1} = choice;
  endif
  if (! isempty (own))
    [choice.takes, choice.layouts] = deal ("own", own);
    choice.is_guess = ! ismember ("y", words) || isempty (by_name);
    choices{end+1} = choice;
  endif
endfunction

function words = words_of_choice (choice)
  words = [choice.arguments, struct2cell(choice.kept.config).'];
endfunction

function text = names_of_layouts (choice)
  names = cellfun (@(layout) jsonencode (layout.name), choice.layouts, "UniformOutput", false);
  text = ["[" strjoin(names, ",") "]"];
endfunction

function layout = layout_of (choice, request)
  layout = [];
  if (! isempty (choice.layouts))
    layout = choice.layouts{1};
    if (isfield (request, "theta"))
      place = find (cellfun (@(one) strcmp (one.name, request.theta), choice.layouts), 1);
      layout = choice.layouts{[place, 1](1)};
    endif
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
      is_alike = isequal (a.arguments, b.arguments) && isequal (a.layouts, b.layouts);
      if (! strcmp (a.names{1}, b.names{1}) && is_gradient && is_alike)
        a.names = [a.names, b.names];
        pairs{end+1} = a;
      endif
    endfor
  endfor
endfunction

% ---- Calling, and understanding what comes back ----

% All that stays the same from call to call: the arguments but the weights, and how many results to ask for.
function state = prepare_calls (state)
  if (has_stage (state)), return; endif
  choice = state.choices{state.choice};
  most = 6;
  if (! is_plain (state.layout))
    most = 1 + 2 * (state.layout.depth + 1);  % J, and each block
  endif
  state.counts = cellfun (@(name) count_results (name, most), choice.names);
  state.values = cell (1, numel (choice.arguments));
  is_weight = ! cellfun (@isempty, regexp (choice.arguments, '^([tT]heta(s|\d)?|biases|b\d)$', "once"));
  state.weights = find (is_weight);
  if (isfield (state, "network"))
    state.sizes = sizes_of (state);
    state.values(! is_weight) = cellfun (@(word) value_of (state, word), choice.arguments(! is_weight), ...
                                         "UniformOutput", false);
  endif
endfunction

% With more hidden layers than one each is larger than the one before, where the code takes their sizes apart.
function sizes = sizes_of (state)
  [n, h, K] = deal (state.network.n, state.network.h, state.network.K);
  words = words_of_choice (state.choices{state.choice});
  depth = 1;
  if (! isempty (state.layout)), depth = state.layout.depth; endif
  hidden = h + (0:depth-1) * any (ismember (words, {"h2", "sizes"}));
  sizes = [n, hidden, K];
  if (! isempty (state.layout) && strncmp (state.layout.style, "auto", 4)), sizes(end) = n; endif
endfunction

function texts = blocks_of (state)
  if (has_stage (state))
    stage = state.choices{state.choice}.stage;
    texts = cellfun (@(word, shape) sprintf ("[\"%s\",%d,%d]", word, shape), stage.words, stage.shapes, ...
                     "UniformOutput", false);
    return;
  endif
  blocks = gradlab_weights ("blocks", state.layout, state.sizes);
  texts = cellfun (@(word, height, width) sprintf ("[\"%s\",%d,%d]", word, height, width), blocks(:,1), blocks(:,2), ...
                   blocks(:,3), "UniformOutput", false);
endfunction

function value = value_of (state, word)
  network = state.network;
  switch (word)
    case "sizes"
      value = state.sizes;
    case "config"
      value = config_of (state);
    case {"rho", "beta"}
      value = ifelse (strcmp (word, "rho"), 0.1, 3);
    case {"h1", "h2", "h3", "h4"}
      value = state.sizes(1 + str2double (word(2)));
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

% Where the outputs have a word of their own, the sizes of a config are those of the hidden layers.
function config = config_of (state)
  choice = state.choices{state.choice};
  sizes = state.sizes(2:end);
  if (ismember ("K", words_of_choice (choice))), sizes(end) = []; endif
  if (choice.kept.has_cell), sizes = num2cell (sizes); endif
  config = struct ();
  for field = fieldnames (choice.kept.config).'
    word = choice.kept.config.(field{1});
    if (strcmp (word, "sizes"))
      config.(field{1}) = sizes;
    else
      config.(field{1}) = value_of (state, word);
    endif
  endfor
endfunction

function value = ifelse (condition, one, other)
  if (condition), value = one; else, value = other; endif
endfunction

function results = call (state, name, theta, count)
  values = state.values;
  if (is_plain (state.layout))
    values{state.weights} = theta;
  else
    carried = gradlab_weights ("carry", state.layout, state.sizes, theta, state.order, ...
                               state.choices{state.choice}.kept.fields);
    for i = state.weights
      word = state.choices{state.choice}.arguments{i};
      if (! isfield (carried, word))
        error ("the code is to be handed %s, but there is none", word);
      endif
      values{i} = carried.(word);
    endfor
  endif
  results = cell (1, count);
  [results{:}] = feval (name, values{:});
endfunction

% Theta as it is.
function is = is_plain (layout)
  is = isempty (layout) || (strcmp (layout.carrier, "flat") && strcmp (layout.style, "joined") && layout.depth == 1);
endfunction

% How many results to ask for: all that the function declares, of the numbers that are understood; else J and grad.
function count = count_results (name, most)
  count = nargout (name);
  if (count < 0)
    count = 2;
  endif
  if (count == 0)
    error ("%s returns 0 results; expected [J, grad], [J, grad1, grad2], all six or J alone", name);
  elseif (! any (count == [1 2 3 6 most]))
    count = 2;  % what stands behind J and grad is left alone
  endif
endfunction

function J = state_cost (state, theta)
  if (has_stage (state))
    J = to_cost (gradlab_stage ("run", state.choices{state.choice}.stage, theta));
    return;
  endif
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
  if (has_stage (state))
    [J, gradient] = gradlab_stage ("run", state.choices{state.choice}.stage, state.theta);
    text = answer_of (to_cost (J), state.choices{state.choice}.stage.returns, {gradient});
    return;
  endif
  names = state.choices{state.choice}.names;
  if (numel (names) == 2)
    J = state_cost (state, state.theta);
    count = state.counts(2);
    results = call (state, names{2}, state.theta, count);
    if (count > 1 && isscalar (results{1}))
      results(1) = [];  % the cost stands before the gradient
    endif
    text = answer_of (J, "J, and gradient apart", in_blocks (state, results));
    return;
  endif
  results = call (state, names{1}, state.theta, state.counts(1));
  parts = in_blocks (state, results(2:end));
  if (! isequal (parts, results(2:end)))
    text = answer_of (to_cost (results{1}), "J, and the gradient in blocks", parts);
  elseif (numel (results) == 6)
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

% What came back beside J as theta is; as it stands where it is no gradient of the weights.
function parts = in_blocks (state, parts)
  if (! is_plain (state.layout) && ! isempty (parts))
    if (strcmp (state.layout.carrier, "flat") && numel (parts{1}) == numel (state.theta))
      parts = parts(1);  % what stands behind a flat gradient is left alone
    endif
    taken = gradlab_weights ("take", state.layout, state.sizes, parts, state.choices{state.choice}.kept.fields);
    if (iscell (taken) && ! isempty (taken))
      parts = taken;
    elseif (! iscell (taken))
      parts = {taken};
    endif
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
    is_ours = strncmp (file, "gradlab_", 8) || ! isempty (strfind (place.file, OCTAVE_HOME ()));
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
