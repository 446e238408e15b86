%% digits, with the functions at the end as MATLAB has them
clear; clc;
D = load('digits.mat');
net.input = 400; net.hidden = 25; net.output = 10;
start = 0.2 * rand(net.hidden * (net.input + 1) + net.output * (net.hidden + 1), 1) - 0.1;
settings = optimset('GradObj', 'on', 'MaxIter', 60);
best = fminunc(@(t) objective(t, net, D.X, D.y, 1), start, settings);

function v = logistic(u)
    v = 1 ./ (1 + exp(-u));
end

function [J, slope] = objective(t, s, X, y, lambda)
    cut = s.hidden * (s.input + 1);
    first = reshape(t(1:cut), s.hidden, s.input + 1);
    second = reshape(t(cut + 1:end), s.output, s.hidden + 1);
    m = size(X, 1);
    in = [ones(m, 1) X];
    middle = [ones(m, 1) logistic(in * first')];
    out = logistic(middle * second');
    wanted = double(bsxfun(@eq, y(:), 1:s.output));
    J = -sum(sum(wanted .* log(out) + (1 - wanted) .* log(1 - out))) / m;
    J = J + lambda / (2 * m) * (sum(sum(first(:, 2:end) .^ 2)) + sum(sum(second(:, 2:end) .^ 2)));
    off = out - wanted;
    back = (off * second) .* middle .* (1 - middle);
    first(:, 1) = 0;
    slope1 = (back(:, 2:end)' * in + lambda * first) / m;
    second(:, 1) = 0;
    slope2 = (-off' * middle + lambda * second) / m;
    slope = [slope1(:); slope2(:)];
end
