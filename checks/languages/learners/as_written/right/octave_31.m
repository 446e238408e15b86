% a helper first
function g = sigmoid(z)
  g = 1 ./ (1 + exp(-z));
end
function [J, grad] = nnCost(nn_params, n, h, K, X, y, lambda)
  A = reshape(nn_params(1:h * (n + 1)), h, n + 1);
  B = reshape(nn_params(h * (n + 1) + 1:end), K, h + 1);
  m = size(X, 1);
  b1 = [ones(m, 1) X];
  a2 = 1 ./ (1 + exp(-b1 * A'));
  b2 = [ones(m, 1) a2];
  a3 = 1 ./ (1 + exp(-b2 * B'));
  I = eye(size(B, 1));
  T = I(y, :);
  J = -sum(sum(T .* log(a3) + (1 - T) .* log(1 - a3))) / m;
  J = J + lambda / (2 * m) * (sum(sum(A(:, 2:end) .^ 2)) + sum(sum(B(:, 2:end) .^ 2)));
  d3 = a3 - T;
  d2 = (d3 * B(:, 2:end)) .* a2 .* (1 - a2);
  g1 = d2' * b1 / m;
  g2 = d3' * b2 / m;
  g1(:, 2:end) = g1(:, 2:end) + lambda / m * A(:, 2:end);
  g2(:, 2:end) = g2(:, 2:end) + lambda / m * B(:, 2:end);
  grad = [g1(:); g2(:)];
end
load('data.mat');
fprintf('ready\n');
