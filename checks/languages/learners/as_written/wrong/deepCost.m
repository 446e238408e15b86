function [J, grad] = deepCost(theta, layers, X, y, lambda)
% cost of a network of any depth; layers = [n h1 h2 K]
L = numel(layers);
m = size(X, 1);
W = cell(L - 1, 1);
pos = 0;
for l = 1:L-1
  rows = layers(l+1); cols = layers(l) + 1;
  W{l} = reshape(theta(pos+1:pos+rows*cols), rows, cols);
  pos = pos + rows * cols;
end
A = cell(L, 1);
A{1} = [ones(m, 1) X];
for l = 1:L-1
  Z = A{l} * W{l}';
  A{l+1} = 1 ./ (1 + exp(-Z));
  if l < L-1
    A{l+1} = [ones(m, 1) A{l+1}];
  end
end
Y = zeros(m, layers(end));
for i = 1:m
  Y(i, y(i)) = 1;
end
H = A{L};
J = -sum(sum(Y .* log(H) + (1 - Y) .* log(1 - H))) / m;
for l = 1:L-1
  J = J + lambda / (2*m) * sum(sum(W{l}(:, 2:end).^2));
end
D = H - Y;
grad = [];
for l = L-1:-1:1
  G = D' * A{l} / m;
  G(:, 2:end) = G(:, 2:end) + lambda / m * W{l}(:, 2:end);
  grad = [G(:); grad];
  if l > 1
    D = (D * W{l}) .* A{l};
    D = D(:, 2:end);
  end
end
end
