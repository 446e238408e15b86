function [J grad] = nnCostFunction(nn_params, ...
                                   input_layer_size, ...
                                   hidden_layer_size, ...
                                   num_labels, ...
                                   X, y, lambda)
%NNCOSTFUNCTION Cost and gradient of a network with one hidden layer.
Theta1 = reshape(nn_params(1:hidden_layer_size * (input_layer_size + 1)), ...
                 hidden_layer_size, (input_layer_size + 1));
Theta2 = reshape(nn_params((1 + (hidden_layer_size * (input_layer_size + 1))):end), ...
                 num_labels, (hidden_layer_size + 1));
m = size(X, 1);

% Forward
X = [ones(m, 1) X];
z2 = X * Theta1';
a2 = [ones(m, 1) sigmoid(z2)];
h = sigmoid(a2 * Theta2');
yv = (1:num_labels) == y;

J = (1 / m) * sum(sum(-yv .* log(h) - (1 - yv) .* log(1 - h)));
J += lambda / (2 * m) * (sum(sum(Theta1(:, 2:end) .^ 2)) + sum(sum(Theta2(:, 2:end) .^ 2)));

% Backward
delta3 = h - yv;
delta2 = (delta3 * Theta2(:, 2:end)) .* sigmoidGradient(z2);
Theta1_grad = delta2' * X / m;
Theta2_grad = delta3' * a2 / m;
Theta1_grad(:, 2:end) += lambda / m * Theta1(:, 2:end);
Theta2_grad(:, 2:end) += lambda / m * Theta2(:, 2:end);

grad = [Theta1_grad(:) ; Theta2_grad(:)];
end
