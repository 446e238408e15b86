% Calls a watched function of the file: what arises in it has the way to it beside.
function varargout = gradlab_called (place, name, varargin)
  global gradlab_watch
  outer = {gradlab_watch.path, gradlab_watch.path_number};
  enter ([gradlab_watch.path, place]);
  unwind_protect
    varargout = cell (1, nargout);
    [varargout{:}] = feval (name, varargin{:});
  unwind_protect_cleanup
    [gradlab_watch.path, gradlab_watch.path_number] = outer{:};
  end_unwind_protect
  if (numel (varargout) == 1)
    varargout{1} = gradlab_seen (place, varargout{1});
  endif
endfunction

function enter (path)
  global gradlab_watch
  number = find (cellfun (@(known) isequal (known, path), gradlab_watch.paths), 1);
  if (isempty (number))
    gradlab_watch.paths{end+1} = path;
    number = numel (gradlab_watch.paths);
  endif
  gradlab_watch.path = path;
  gradlab_watch.path_number = number;
endfunction
