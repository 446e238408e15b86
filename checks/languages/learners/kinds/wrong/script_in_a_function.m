function weights = script_in_a_function
% batches by chance; the printed cost is that of the last one
  data = sin(reshape(1:36, 12, 3)); wanted = mod(1:12, 2)';
  net{1} = cos(reshape(1:6, 3, 2)); net{2} = [0.3; -0.2];
  for round = 1:10
    order = randperm(12);
    for first = 1:4:12
      part = order(first:first + 3);
      h = tanh(data(part, :) * net{1});
      o = squeeze_to_one(h * net{2});
      cost = -mean(wanted(part) .* log(o) + (1 - wanted(part)) .* log(1 - o));
      d = (o - wanted(part)) / 4;
      e = (d * net{2}') .* (1 - h .^ 2);
      net{1} = net{1} - 0.5 * data(part, :)' * e;
      net{2} = net{2} - 0.5 * h' * d / 4;
    end
    fprintf('%d: %g\n', round, cost);
  end
  weights = net;
end
function s = squeeze_to_one(z)
  s = 1 ./ (1 + exp(-z));
end
