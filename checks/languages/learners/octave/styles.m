1;  % a script: many functions in one file
close all; clear all; clc

load('ex4data1.mat');
m = size(X, 1);
initial = rand(10);

function [J, g1, g2] = matrices(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  g1 = reshape(grad(1:h*(n+1)), h, n+1);
  g2 = reshape(grad(h*(n+1)+1:end), K, h+1);
end

function [J, grad1, grad2, reg_J, grad1_reg, grad2_reg] = six(p, n, h, K, X, y, lambda)
  [J, grad1, grad2] = matrices(p, n, h, K, X, y, 0);
  [reg_J, grad1_reg, grad2_reg] = matrices(p, n, h, K, X, y, lambda);
end

function J = cost_alone(p, n, h, K, X, y, lambda)
  J = nnCostFunction(p, n, h, K, X, y, lambda);
end

function grad = gradient_alone(p, n, h, K, X, y, lambda)
  [~, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
end

function result = in_a_struct(p, n, h, K, X, y, lambda)
  [result.J, result.grad1, result.grad2] = matrices(p, n, h, K, X, y, lambda);
end

function [J, grad] = in_a_list(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  J = {J};
  grad = num2cell(grad);
end

function [J, grad] = zero_based(p, n, h, K, X, y, lambda)
  if any(y == K)
    error("labels go from 0 to %d", K - 1);
  end
  [J, grad] = nnCostFunction(p, n, h, K, X, y + 1, lambda);
end

function [J, grad] = one_hot(p, n, h, K, X, Y, lambda)
  [~, y] = max(Y, [], 2);
  if columns(Y) != K
    error("Y should have a column for each label");
  end
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
end

function [J, grad] = other_order(X, y, p, lambda, K, h, n)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
end

function [J, grad] = no_lambda(p, n, h, K, X, y)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, 0);
end

function [J, g1, g2] = two_thetas(Theta1, Theta2, X, y, lambda)
  [J, g1, g2] = matrices([Theta1(:); Theta2(:)], columns(Theta1) - 1, rows(Theta1), rows(Theta2), X, y, lambda);
end

function [J, grad] = prints_and_plots(p, n, h, K, X, y, lambda)
  printf("lambda is %g\n", lambda);
  disp(size(X))
  figure; plot(1:3); hold on; xlabel('x'); legend('a'); drawnow;
  answer = input('Continue? ', 's');
  pause;
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
end

function [J, grad] = wrong_bias(p, n, h, K, X, y, lambda)
  [J, grad] = nnCostFunction(p, n, h, K, X, y, lambda);
  grad(1:h) = grad(1:h) + lambda / rows(X) * p(1:h);
end

function [f, g] = quadratic(theta)
  f = sum(theta .^ 2) / 2;
  g = theta;
end

options = optimset('MaxIter', 50);
[J, grad] = nnCostFunction(initial(:), 400, 25, 10, X, y, 1);
exit_code = undefined_here + 1;
