% The words for the arguments of a function of the text, by their names: for a network's function all of whose names are
% understood; empty for others. What else the names say:
%   kept.fields: the fields of a struct of weights, by their words: struct ("Theta1", "W1")
%   kept.config: the fields of a struct of sizes and the like: struct ("input_dim", "n")
%   kept.has_cell: whether the hidden sizes of the config stand in a cell
%   kept.is_filled: whether names that say nothing are among them
function [words, kept] = gradlab_words (name, text)
  words = {};
  kept = struct ("fields", struct (), "config", struct (), "has_cell", false, "is_filled", false);
  given = names_of_arguments (name, text);
  if (isempty (given))
    return;
  endif
  if (strcmp (given{end}, "varargin"))
    given(end) = [];  % what is optional is left out
  endif
  given = leave_out_flags (given, text);
  made = cellfun (@(one) word_in (one, text), given, "UniformOutput", false);
  made = settle (made, given);
  for i = find (cellfun (@(word) isempty (word) || strcmp (word, "sizes"), made))
    [config, has_cell] = fields_of_config (given{i}, text);
    if (! isempty (fieldnames (config)))
      [kept.config, kept.has_cell, made{i}] = deal (config, has_cell, "config");
    endif
  endfor
  kept.is_filled = any (cellfun (@isempty, made));
  made = fill (made, given, text);
  is_whole = ! any (cellfun (@isempty, made)) && numel (unique (made)) == numel (made);
  if (is_whole && takes_network ([made, struct2cell(kept.config).']))
    words = made;
    place = find (strcmp (made, "Thetas"), 1);
    if (! isempty (place))
      kept.fields = fields_of_weights (given{place}, text);
    endif
  endif
endfunction

% At the end, what the code itself asks for, whether it is given, and whose name says nothing.
function given = leave_out_flags (given, text)
  while (numel (given) > 1 && isempty (word_in (given{end}, text)))
    asks = ["exist\\s*\\(\\s*['\"]" given{end} "['\"]|\\<nargin\\s*(<=?|[=!~]=|>=?)\\s*" ...
            sprintf("(%d|%d)\\>", numel (given) - 1, numel (given))];
    if (isempty (regexp (text, asks, "once"))), break; endif
    given(end) = [];
  endwhile
endfunction

% Weights, examples and labels; an autoencoder's outputs are its inputs.
function takes = takes_network (words)
  has_weights = any (strncmpi (words, "theta", 5));
  has_labels = ismember ("y", words) || (all (ismember ({"theta", "n", "h"}, words)) && ! ismember ("K", words));
  takes = has_weights && ismember ("X", words) && has_labels;
endfunction

% Names that say nothing: by how the text uses them, in the order of the exercise.
function made = fill (made, given, text)
  code = gradlab_mask (text);
  is_cut = @(name) ! isempty (regexp (code, ["\\<(reshape\\s*\\(\\s*" name "|" name "\\s*\\(\\s*1\\s*:)"], "once"));
  has_weights = any (strncmpi (made, "theta", 5));
  if (! has_weights), made(cellfun (@isempty, made) & cellfun (is_cut, given)) = {"theta"}; endif
  if (! any (strncmpi (made, "theta", 5))), return; endif
  is_array = @(name) ! isempty (regexp (code, ["\\<" name "\\s*('|\\.[*/]|\\(\\s*:)|" ...
                                               "(size|rows|columns|length)\\s*\\(\\s*" name "\\>"], "once"));
  for i = find (cellfun (@isempty, made))
    if (is_array (given{i})), left = {"X", "y"}; else, left = {"n", "h", "K", "lambda"}; endif
    left = left(! ismember (left, made));
    if (! isempty (left)), made{i} = left{1}; endif
  endfor
endfunction

function given = names_of_arguments (name, text)
  pattern = ['^[ \t]*function\s+(?:[^\n=(%#]*=\s*)?' name '\s*\(([^)]*)\)'];
  found = regexp (text, pattern, "tokens", "once", "lineanchors");
  if (isempty (found))  % a function file goes by the file's name, whatever its first line says
    pattern = '^\s*(?:[%#][^\n]*\n\s*)*function\s+(?:[^\n=(%#]*=\s*)?\w+\s*\(([^)]*)\)';
    found = regexp (text, pattern, "tokens", "once");
  endif
  given = {};
  if (! isempty (found))
    given = strtrim (strsplit (regexprep (found{1}, '\.\.\.[^\n]*', ""), ","));
  endif
endfunction

% A T behind other weights is the targets; a number that stands alone is none.
function made = settle (made, given)
  is_theta = strncmpi (made, "theta", 5);
  place = find (strcmp (made, "theta") & strcmpi (given, "t"));
  if (! isempty (place) && sum (is_theta) > 1 && ! ismember ("y", made))
    made{place(end)} = "y";
  endif
  if (sum (! cellfun (@isempty, regexp (made, '^h\d$', "once"))) == 1)
    made = regexprep (made, '^h\d$', "h");
  endif
endfunction

% ---- What a name says ----

% Weights that the code indexes by braces are a cell array, those with fields a struct.
function word = word_in (name, text)
  word = word_of (name);
  is_cell = ! isempty (regexp (text, ['\<' name '\s*\{'], "once"));
  may_be = strcmp (word, "theta") || ...
           ! isempty (regexpi (name, '^(all_?)?(thetas|ws|weights|params|matrices|stack)$', "once"));
  if ((may_be && is_cell) || ! isempty (fieldnames (fields_of_weights (name, text))))
    word = "Thetas";
  elseif (is_cell && ! isempty (regexpi (name, '^(all_?)?(b|bs|bias|biases)$', "once")))
    word = "biases";
  endif
endfunction

function word = word_of (name)
  plain = strrep (lower (strtrim (name)), "_", "");
  stems = '(theta|w|weights?|wt|t|pesos?|gewichte?)|(b|bias|biases)|(?:h|nh|n?hidden|hiddenlayer|hiddensize|hiddenlayersize)';
  numbered = regexp (plain, ['^(?:' stems ')(\d)(?:size|units|dim)?$'], "tokens", "once");
  if (! isempty (numbered))
    kinds = {"Theta", "b", "h"};
    starts = {'^(theta|w|t|p|g)', '^b', '^(h|n)'};
    place = find (! cellfun (@isempty, regexp (plain, starts, "once")), 1);
    word = [kinds{place} numbered{end}];
    return;
  endif
  patterns = {'^(initial|nn|all|my)*(theta|params?|parameters|weights|w|p|t)(vec|s)?$', "theta"; ...
              '^(visiblesize|nvisible|n|ils?|inputdim|indim|inputs)$', "n"; ...
              sized('in|inputs?|inputlayer|features?|pixels|vars'), "n"; ...
              ['^' count() '*(hidden|hid|hiddens|hl)(layer|layers|s|l)*' unit() '*$'], "h"; ...
              '^(h|nh|hls|hn|s2)$', "h"; ...
              '^(k|nk|ny|ols?|nl|s3)$', "K"; ...
              sized('(labels?|class(es)?|outputs?|out|categories|digits)(layer|s)*'), "K"; ...
              '^(x|data|xtrain|xdata|features|images|inputdata)$', "X"; ...
              '^(y|labels?|ytrain|targets?|ydata|yonehot|groundtruth)$', "y"; ...
              '^(my|reg)*(lambda|lam|lmbda|lamda|lambd|lbda?|reg|regularization|regparam|l)(val|_)?$', "lambda"; ...
              '^(l2|weightdecay|decay)$', "lambda"; ...
              '^(m|numexamples|nexamples|numsamples|nsamples)$', "m"; ...
              '^(sparsityparam|sparsity|sparsitytarget|rho)$', "rho"; '^(beta|sparsitypenalty)$', "beta"; ...
              '^((nn|net)?l?sizes|layers|layersizes|dims|layerdims|architecture|s)$', "sizes"; ...
              '^(canshu|quanzhong|agirliklar|pesos|gewichte|poids|pesi)$', "theta"; ...
              '^(parametros|parametres|parametri|vec(tor)?|vektor)$', "theta"; ...
              '^(capas|schichten|couches|camadas|strati|groessen|tamanos|tailles|tamanhos|dimensioni)$', "sizes"; ...
              '^(clases|klassen|classi|salidas|saidas|ausgaenge|sorties|leibie(shu)?|sinif(lar)?|uscite)$', "K"; ...
              '^(ocultas|ocultos|verborgene?|versteckte?|cachees?)$', "h"; ...
              '^(yincang(ceng|shu)*|gizli(katman)?|nascosti?)$', "h"; ...
              '^(datos|daten|donnees|dados|dati|beispiele|ejemplos|exemples|exemplos)$', "X"; ...
              '^(shuju|veri|girdi|ingressi)$', "X"; ...
              '^(etiquetas|etiketten|etiquettes|rotulos|etichette|ziele|biaoqian|etiket(ler)?|etykiety)$', "y"};
  word = "";
  for i = 1:size (patterns, 1)
    if (! isempty (regexp (plain, patterns{i,1}, "once")))
      word = patterns{i,2};
      return;
    endif
  endfor
endfunction

% A number of such things: nInputs, input_size, num_labels.
function pattern = sized (things)
  pattern = ['^(' count() '*(' things ')' unit() '+|' count() '+(' things ')' unit() '*)$'];
endfunction

function pattern = count ()
  pattern = '(n|num|nb|no|number|numberof|size|sz|dim|total|of)';
endfunction

function pattern = unit ()
  pattern = '(size|dims?|units?|nodes?|neurons?|num|n|count)';
endfunction

% ---- Fields ----

function read = fields_read (name, text)
  found = regexp (text, ['\<' name '\.(\w+)'], "tokens");
  read = unique (cellfun (@(token) token{1}, found, "UniformOutput", false));
endfunction

% The field of each weight, params.W1 and the like: struct ("Theta1", "W1", ...); empty where it is no struct.
function fields = fields_of_weights (name, text)
  fields = struct ();
  for one = fields_read (name, text)
    word = regexprep (word_of (one{1}), '^(?!Theta\d|b\d).*$', "");
    if (! isempty (word))
      fields.(word) = one{1};
    endif
  endfor
  if (! all (isfield (fields, {"Theta1", "Theta2"})))
    fields = struct ();
  endif
endfunction

% The name that the argument has in a function beside the file that it is handed on to, and that function's text.
function [name, other] = where_it_goes (name, text)
  other = "";
  found = regexp (text, ['(\w+)\s*\(([^()]*(?:\([^()]*\)[^()]*)*\<' name ')\s*[,)]'], "tokens");
  for one = found
    path = exist_beside (one{1}{1});
    if (! isempty (path) && ! strcmp (fileread (path), text))
      other = fileread (path);
      given = names_of_arguments (one{1}{1}, other);
      place = 1 + sum (regexprep (one{1}{2}, '\([^()]*\)', "") == ",");
      if (place <= numel (given)), name = given{place}; endif
      return;
    endif
  endfor
endfunction

function path = exist_beside (name)
  path = "";
  if (exist (name) == 2), path = which (name); endif
  is_own = ! strncmp (path, OCTAVE_HOME (), numel (OCTAVE_HOME ())) && ! isempty (regexp (path, '\.m$', "once"));
  if (! is_own), path = ""; endif
endfunction

% A struct all of whose fields are sizes or lambda; empty where it is none.
function [config, has_cell] = fields_of_config (name, text)
  config = struct ();
  has_cell = false;
  if (isempty (fields_read (name, text)))
    [name, text] = where_it_goes (name, text);
  endif
  for one = fields_read (name, text)
    word = word_of (regexprep (one{1}, '^(in|out)(put)?s?$', "$1putsize"));
    if (! ismember (word, {"n", "h", "K", "m", "sizes", "lambda"}))
      config = struct ();
      return;
    endif
    config.(one{1}) = word;
    has_cell = has_cell || (strcmp (word, "sizes") && ...
                            ! isempty (regexp (text, ['\<' name '\.' one{1} '\s*\{'], "once")));
  endfor
endfunction
