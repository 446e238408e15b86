% How a function wants its weights, by the words of its arguments; the likeliest first. Two lists: for the network with
% one hidden layer, and for those of another depth or without biases, which are judged by their own cost.
%   layout.style: joined Theta (out, in+1); last: its bias in the last column; apart W (out, in) and b; bare W alone;
%                 ...T turned; softmax: W of the last layer first; auto: as many outputs as inputs
%   layout.carrier: flat, arguments, matrix, cell, cells (W and b), struct
%   layout.depth: hidden layers
function [network, own] = gradlab_layouts (words, fields)
  network = own = {};
  weights = [words, fieldnames(fields).'];
  depth = sum (! cellfun (@isempty, regexp (weights, '^Theta\d$', "once")));
  has_biases = any (strncmp (weights, "b1", 2)) || ismember ("biases", words);
  carrier = "arguments";
  if (! isempty (fieldnames (fields)))
    carrier = "struct";
  elseif (ismember ("biases", words))
    carrier = "cells";
  elseif (ismember ("Thetas", words))
    carrier = "cell";
  endif
  hidden = sum (! cellfun (@isempty, regexp (words, '^h\d$', "once")));
  if (depth > 0 || any (ismember ({"cell", "cells"}, carrier)))
    [network, own] = of_matrices (carrier, has_biases, depth);
  elseif (hidden > 0)
    own = of_styles ({"joined", "apart", "apartT", "bare"}, "flat", hidden);
  elseif (! ismember ("y", words))
    own = of_styles ({"auto", "autoT"}, "flat", 1);
  elseif (ismember ("K", words) && ! any (ismember ({"h", "sizes", "config"}, words)))
    own = of_styles ({"bare", "joined", "bareT", "joinedT"}, "flat", 0);
  else
    network = of_styles ({"joined"}, "flat", 1);
    if (any (ismember ({"h", "sizes", "config"}, words)))
      packed = of_styles ({"apart", "apartT"}, "flat", 1);
      network = [network, packed, last_biases(packed), of_styles({"last", "lastT"}, "flat", 1)];
      own = [of_styles({"softmax", "bare"}, "flat", 1), of_styles({"joined", "bare", "softmax"}, "flat", 2)];
    else
      own = [of_styles({"joined", "joinedT", "bare", "bareT"}, "matrix", 0)];
    endif
  endif
endfunction

function [network, own] = of_matrices (carrier, has_biases, depth)
  network = own = {};
  if (has_biases)
    styles = {"apart", "apartT", "apartR", "apartTC"};
  else
    styles = {"joined", "joinedT", "last", "lastT"};
  endif
  bare = {"bare", "bareT"};
  if (depth == 2 || depth == 0)
    network = of_styles (styles, carrier, 1);
  endif
  if (depth == 0)
    own = of_styles (styles, carrier, 2);
    depth = 2;
  elseif (depth != 2)
    own = of_styles (styles, carrier, depth - 1);
  endif
  if (! has_biases)
    own = [own, of_styles(bare, carrier, depth - 1)];
  endif
endfunction

function layouts = of_styles (styles, carrier, depth)
  layouts = cellfun (@(style) struct ("style", style, "carrier", carrier, "depth", depth, "weights_first", ...
                                      strncmp (style, "auto", 4), "name", name_of (style, carrier, depth)), ...
                     styles, "UniformOutput", false);
endfunction

function layouts = last_biases (layouts)
  for i = 1:numel (layouts)
    layouts{i}.weights_first = true;
    layouts{i}.name = [layouts{i}.name ", all W first"];
  endfor
endfunction

function name = name_of (style, carrier, depth)
  shapes = struct ("joined", "Theta (out, in+1)", "joinedT", "Theta (in+1, out)", ...
                   "last", "Theta (out, in+1) with its bias last", ...
                   "lastT", "Theta (in+1, out) with its bias last", ...
                   "bare", "W (out, in) without biases", "bareT", "W (in, out) without biases", ...
                   "apart", "W (out, in) and b (out, 1)", ...
                   "apartT", "W (in, out) and b (1, out)", ...
                   "apartR", "W (out, in) and b (1, out)", ...
                   "apartTC", "W (in, out) and b (out, 1)", ...
                   "auto", "W (out, in), then b, with as many outputs as inputs", ...
                   "autoT", "W (in, out) and b by layers, with as many outputs as inputs", ...
                   "softmax", "W of the outputs, then W (out, in) and b");
  carriers = struct ("flat", "a flat list of ", "arguments", "", "matrix", "", "cell", "a cell of ", "cells", ...
                     "two cells of ", "struct", "a struct of ");
  name = [carriers.(carrier) shapes.(style)];
  if (strcmp (carrier, "flat") && strcmp (style, "joined") && depth == 1)
    name = "flat";
  endif
  if (depth != 1)
    name = sprintf ("%s, %d hidden layers", name, depth);
  endif
endfunction
