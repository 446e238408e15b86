1;

function [J, grad] = crashes(p, n, h, K, X, y, lambda)
  disp("about to crash")
  kill(getpid(), 11);
  pause(10);
  J = 0; grad = p;
end

function [J, grad] = hangs(p, n, h, K, X, y, lambda)
  while true
  end
end

function [J, grad] = exits(p, n, h, K, X, y, lambda)
  exit(3);
end

function [J, grad] = returns_text(p, n, h, K, X, y, lambda)
  J = "about 0.3"; grad = p;
end

function [J, grad] = returns_half(p, n, h, K, X, y, lambda)
  J = nnCostFunction(p, n, h, K, X, y, lambda);
end

function returns_nothing(p, n, h, K, X, y, lambda)
  nnCostFunction(p, n, h, K, X, y, lambda);
end

function [J, a, b, c] = returns_four(p, n, h, K, X, y, lambda)
  J = a = b = c = 1;
end

function [J, grad] = wrong_length(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  grad = grad(2:end);
end

function [J, g1, g2] = wrong_matrices(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  g1 = zeros(h, n);
  g2 = zeros(K, h);
end

function [J, grad] = complex_cost(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  J = J + log(-1);
end

function [J, grad] = complex_gradient(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  grad = grad + sqrt(-1);
end

function [J, grad] = integer_cost(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  J = int32(J);
end

function [J, grad] = integer_gradient(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  grad = int32(grad);
end

function [J, grad] = vector_cost(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  J = J * ones(1, K);
end

function [J, grad] = raises(p, n, h, K, X, y, lambda)
  J = sum(X * ones(n + 5, 1));
  grad = p;
end

function [J, grad] = undefined(p, n, h, K, X, y, lambda)
  J = softmax_of_mine(p);
  grad = p;
end

function [J, grad] = four_arguments(theta, X, y, lambda)
  J = 0; grad = theta;
end
