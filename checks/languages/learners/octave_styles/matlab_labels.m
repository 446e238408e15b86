function [J grad] = matlab_labels(nn_params, input_layer_size, hidden_layer_size, ...
                                  num_labels, X, y, lambda)
%MATLAB_LABELS as MATLAB has it: no end behind a function, a loop over the labels.
%   [J grad] = MATLAB_LABELS(nn_params, ...) is like the course's.

Theta1 = reshape(nn_params(1:hidden_layer_size * (input_layer_size + 1)), ...
                 hidden_layer_size, (input_layer_size + 1));
Theta2 = reshape(nn_params((1 + (hidden_layer_size * (input_layer_size + 1))):end), ...
                 num_labels, (hidden_layer_size + 1));
[m, n] = size(X);
J = 0;
a1 = [ones(m, 1), X];
a2 = [ones(m, 1), logistic(a1 * Theta1')];
a3 = logistic(a2 * Theta2');
delta3 = zeros(m, num_labels);
for k = 1:num_labels
    yk = (y == k);        % 1 where it is
    hk = a3(:, k);
    Jk = 1 / m * sum(-yk .* log(hk) - (1 - yk) .* log(1 - hk));
    J = J + Jk;
    delta3(:, k) = hk - yk;
end
t1 = Theta1; t1(:, 1) = 0;
t2 = Theta2; t2(:, 1) = 0;
J = J + penalty(t1, lambda, m) + penalty(t2, lambda, m);
delta2 = delta3 * Theta2;
delta2 = delta2(:, 2:end) .* slope(a1 * Theta1');
Theta1_grad = 1 / m * (delta2' * a1) + lambda / m * t1;
Theta2_grad = 1 / m * (delta3' * a2) + lambda / m * t2;
grad = [Theta1_grad(:); Theta2_grad(:)];

function g = logistic(z)
g = 1 ./ (1 + exp(-z));

function g = slope(z)
s = logistic(z);
g = s .* (1 - s);

function p = penalty(t, lambda, m)
p = lambda / (2 * m) * sum(t(:) .^ 2);
