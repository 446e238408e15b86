function [J, grads] = optionalCost (Thetas, X, Y, varargin)
  kind = 'sigmoid';
  if numel(varargin) > 0
    kind = varargin{1};
  end
  switch kind
    case 'sigmoid'
      f = @(z) 1 ./ (1 + exp (-z));
    otherwise
      error ('optionalCost: unknown activation %s', kind);
  end
  m = size (X, 1);
  a1 = [ones(m, 1) X];
  a2 = [ones(m, 1) f(a1 * Thetas{1}')];
  a3 = f (a2 * Thetas{2}');
  J = -sum (sum (Y .* log (a3) + (1 - Y) .* log (1 - a3))) / m;
  d3 = a3 - Y;
  d2 = (d3 * Thetas{2}) .* a2 .* (1 - a2);
  grads = {d2(:, 2:end)' * a1 / m, d3' * a2 / m};
end
