1;

function g = sig(z)
  g = 1.0 ./ (1.0 + e .^ (-z));
endfunction

# Examples stand in columns; a column of deltas for each.
function [J, grad] = examples_in_columns(theta, n, h, K, X, y, lambda)
  k = h * (n + 1);
  W1 = reshape(theta(1:k), h, n + 1);
  W2 = reshape(theta(k + 1:end), K, h + 1);
  A = X.';
  m = columns(A);
  A = [ones(1, m); A];
  Z = W1 * A;
  B = [ones(1, m); sig(Z)];
  C = sig(W2 * B);
  Y = zeros(K, m);
  for i = 1:m
    Y(y(i), i) = 1;
  endfor
  cost = -Y .* log(C);
  cost -= (1 - Y) .* log(1 - C);
  J = sum(cost(:)) / m;
  D = C - Y;
  back = W2.' * D;
  back(1, :) = [];
  E = back .* (sig(Z) .* (1 - sig(Z)));
  G1 = E * A.' / m;
  G2 = D * B.' / m;
  if (lambda > 0)
    R1 = [zeros(h, 1), W1(:, 2:end)];
    R2 = [zeros(K, 1), W2(:, 2:end)];
    J += lambda / (2 * m) * (sumsq(R1(:)) + sumsq(R2(:)));
    G1 += lambda / m * R1;
    G2 += lambda / m * R2;
  endif
  grad = [G1(:); G2(:)];
endfunction
