function [coste, pendiente] = costeRed_viejo(parametros, capas, datos, etiquetas, lambda)
% capas = [entradas ocultas ... salidas]
cuantas = numel(capas) - 1;
m = size(datos, 1);
P = {};
desde = 0;
for c = 1:cuantas
    hasta = desde + capas(c + 1) * (capas(c) + 1);
    P{c} = reshape(parametros(desde + 1:hasta), capas(c + 1), capas(c) + 1);
    desde = hasta;
end
S = {datos};
for c = 1:cuantas
    S{c + 1} = 1 ./ (1 + exp(-[ones(m, 1) S{c}] * P{c}'));
end
Y = bsxfun(@eq, etiquetas(:), 1:capas(end));
coste = -sum(sum(Y .* log(S{end}) + (1 - Y) .* log(1 - S{end}))) / m;
pendiente = [];
d = S{end} - Y;
for c = cuantas:-1:1
    sin = P{c};
    sin(:, 1) = 0;
    coste = coste + lambda / (2 * m) * sum(sin(:) .^ 2);
    G = (d' * [ones(m, 1) S{c}]) / m + lambda * sin;
    pendiente = [G(:); pendiente];
    d = (d * P{c}(:, 2:end)) .* S{c} .* (1 - S{c});
end
end
