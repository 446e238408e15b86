1;
function [w, dw] = misfit(q, d, wanted)
  r = tanh(d * q) - wanted;
  w = sum(r .^ 2);
  dw = 2 * d' * (r .* (1 - tanh(d * q) .^ 2));
end
d = sin(reshape(1:30, 10, 3)); wanted = cos(1:10)' / 2;
opts = optimset('GradObj', 'on', 'MaxIter', 20);
start = [0.1; 0.2; 0.3];
[best, least] = fminunc(@(q) misfit(q, d, wanted), start, opts);
