#include "pictures.hpp"

namespace gradlab::engine {

namespace {

Json to_json(const terminal::Axis& axis, const terminal::Scale& scale) {
  Json ticks = Json::array();
  for (const auto& [value, text] : scale.ticks(6)) ticks.push_back(value);
  return {{"name", axis.label}, {"low", scale.low()}, {"high", scale.high()}, {"ticks", ticks},
          {"isLogarithmic", axis.logarithmic}};
}

Json to_json(const teach::Range& range) { return {{"name", range.name}, {"low", range.low}, {"high", range.high}}; }

struct ToJson {
  Numbers& numbers;

  Json operator()(const terminal::Chart& chart) const {
    const auto [across, up] = terminal::scales_of(chart);
    Json curves = Json::array();
    for (const terminal::Curve& curve : chart.curves) {
      curves.push_back({{"name", curve.name}, {"points", numbers.add(arma::join_rows(curve.x, curve.y))}});
    }
    return {{"kind", "chart"}, {"title", chart.title}, {"x", to_json(chart.x, across)}, {"y", to_json(chart.y, up)},
            {"curves", curves}};
  }

  Json operator()(const teach::Bars& bars) const {
    Json rows = Json::array();
    for (const terminal::Bar& bar : bars.bars) {
      rows.push_back({{"label", bar.label}, {"value", bar.value}, {"text", bar.text}});
    }
    return {{"kind", "bars"}, {"bars", rows}, {"full", bars.full}};
  }

  Json operator()(const teach::Heatmaps& maps) const {
    Json panels = Json::array();
    for (const terminal::Panel& panel : maps.panels) {
      panels.push_back({{"title", panel.title}, {"values", numbers.add(panel.values)}});
    }
    return {{"kind", "heatmaps"}, {"panels", panels}};
  }

  Json operator()(const teach::Table& table) const {
    Json rows = Json::array();
    for (const auto& row : table.rows) {
      Json cells = Json::array();
      for (const teach::Cell& cell : row) {
        const char* look = cell.look == teach::Cell::good ? "good" : cell.look == teach::Cell::bad ? "bad" : "";
        cells.push_back({{"text", cell.text}, {"look", look}});
      }
      rows.push_back(cells);
    }
    return {{"kind", "table"}, {"title", table.title}, {"rows", rows}};
  }

  Json operator()(const teach::Landscape& landscape) const {
    constexpr arma::uword side = 48, most_heights = 9;
    const arma::mat J = teach::costs_on(landscape, side, side);
    return {{"kind", "landscape"}, {"x", to_json(landscape.x)}, {"y", to_json(landscape.y)},
            {"J", numbers.add(J)}, {"heights", teach::round_heights(J, most_heights)},
            {"start", std::vector<double>(landscape.start.begin(), landscape.start.end())},
            {"alpha", landscape.alpha}, {"steps", landscape.steps}, {"paths", paths_to_json(landscape, numbers)}};
  }

  Json operator()(const teach::Diagram& diagram) const {
    return {{"kind", "diagram"}, {"text", diagram.draw(teach::page_canvas)}};
  }
};

}  // namespace

Json to_json(const teach::Picture& picture, Numbers& numbers) { return std::visit(ToJson{numbers}, picture); }

Json paths_to_json(const teach::Landscape& landscape, Numbers& numbers) {
  Json paths = Json::array();
  for (const teach::Path& path : teach::find_paths(landscape)) {
    paths.push_back({{"name", path.name}, {"points", numbers.add(path.points)}, {"evaluations", path.evaluations}});
  }
  return paths;
}

}  // namespace gradlab::engine
