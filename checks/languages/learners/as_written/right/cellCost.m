function [J, grads] = cellCost(Thetas, X, y, lambda)
% Thetas is a cell array {Theta1, Theta2, ...}
m = size(X, 1);
L = numel(Thetas);
A = cell(1, L + 1);
A{1} = [ones(m, 1) X];
for l = 1:L
  z = A{l} * Thetas{l}';
  A{l+1} = 1 ./ (1 + exp(-z));
  if l < L, A{l+1} = [ones(m, 1), A{l+1}]; end
end
K = size(Thetas{L}, 1);
Y = eye(K)(y, :);
H = A{L+1};
J = -1/m * sum(sum(Y .* log(H) + (1 - Y) .* log(1 - H)));
for l = 1:L
  J += lambda / (2*m) * sum(sum(Thetas{l}(:, 2:end) .^ 2));
end
grads = cell(1, L);
D = H - Y;
for l = L:-1:1
  G = D' * A{l} / m;
  G(:, 2:end) += lambda / m * Thetas{l}(:, 2:end);
  grads{l} = G;
  if l > 1
    D = (D * Thetas{l}) .* A{l} .* (1 - A{l});
    D = D(:, 2:end);
  end
end
end
