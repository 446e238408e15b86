// The pictures that verbs share: where ticks and points fall, on the terminal's grid and in SVG.
#include "terminal/heatmap.hpp"
#include "terminal/plot.hpp"
#include "terminal/svg.hpp"
#include "run.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace test_pictures {

using namespace gradlab::terminal;

TEST_SUITE_BEGIN("pictures");

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

Chart diagonal() {
  Chart chart;
  chart.curves = {{"up", {0, 1, 2}, {0, 1, 2}}};
  return chart;
}

}  // namespace

TEST_CASE("ticks are round: 1, 2 or 5 times a power of ten, or powers of ten") {
  std::vector<double> values;
  for (const auto& [value, text] : Scale(-0.3, 10, false).ticks(6)) values.push_back(value);
  CHECK(values == std::vector<double>{0, 2, 4, 6, 8, 10});
  values.clear();
  for (const auto& [value, text] : Scale(3e-7, 2, true).ticks(4)) values.push_back(value);
  CHECK(values == std::vector<double>{1e-6, 1e-4, 1e-2, 1});
  CHECK(Scale(0.2, 0.9, true).ticks(4).size() >= 2);  // less than a decade
  CHECK(Scale(1e-4, 1, true).place(1e-2) == doctest::Approx(0.5).epsilon(1e-15));
  CHECK(Scale(1e-320, 1, true).place(1e-160) == doctest::Approx(0.5).epsilon(1e-4));  // 1/low: infinite
  CHECK(Scale(0, 4, false).place(1) == 0.25);
}

TEST_CASE("axes that lead nowhere are refused") {
  CHECK_THROWS_AS(Scale(1, 1, false), std::invalid_argument);
  CHECK_THROWS_AS(Scale(0, 1, true), std::invalid_argument);
  CHECK_THROWS_AS(Scale(0, arma::datum::nan, false), std::invalid_argument);
  CHECK_NOTHROW(Scale(0, 1, false));
}

TEST_CASE("an axis has ticks that lie on it, however few there may be") {
  for (const auto& range : {std::pair{2e-11, 0.03}, {1e-4, 1.0}, {0.3, 0.9}, {1e-13, 1e-12}, {1e-300, 1e300}}) {
    const double low = range.first, high = range.second;
    for (int most = 1; most < 9; ++most) {
      const Scale scale(low, high, true);
      CAPTURE(low);
      CAPTURE(most);
      for (const auto& tick : scale.ticks(most)) CHECK(std::abs(scale.place(tick.first) - 0.5) < 0.5 + 1e-6);
      if (high / low > 100) CHECK(scale.ticks(std::max(2, most)).size() >= 2);
    }
  }
  Chart chart;
  chart.y.logarithmic = true;
  chart.curves = {{"", {0, 1}, {2e-11, 0.03}}};
  Canvas canvas;
  canvas.lines = 4;
  CHECK(draw_chart(chart, canvas).find("1e-0") != std::string::npos);
}

TEST_CASE("a picture of a matrix shows signs without color, wide or narrow") {
  const arma::mat narrow = {{1, -1}, {0.3, -0.3}};
  const std::string text = draw_heatmaps({{"A", narrow}}, 1, false);
  CHECK(text.find("@ #") != std::string::npos);
  CHECK(text.find(": =") != std::string::npos);
  arma::mat wide(20, 20, arma::fill::value(-1));
  CHECK(draw_heatmaps({{"A", wide}}, 1, false).find(std::string(20, '#')) != std::string::npos);
  wide = -wide;
  CHECK(draw_heatmaps({{"A", wide}}, 1, false).find('#') == std::string::npos);
}

TEST_CASE("colors of 24 bits are sent only to a terminal that says it has them") {
  const auto codes = [](const char* term, const char* color) {
    setenv("TERM", term, 1);
    setenv("COLORTERM", color, 1);
    return draw_heatmaps({{"A", {{1, -1}}}}, 1, true);
  };
  const std::string before = std::getenv("TERM") ? std::getenv("TERM") : "";
  CHECK(codes("xterm-256color", "truecolor").find("[48;2;") != std::string::npos);
  CHECK(codes("xterm-256color", "").find("[48;2;") == std::string::npos);
  CHECK(codes("xterm-256color", "").find("[48;5;") != std::string::npos);
  CHECK(codes("xterm", "").find("[48;") == std::string::npos);
  CHECK(codes("xterm", "").find('#') != std::string::npos);
  setenv("TERM", before.c_str(), 1);
  unsetenv("COLORTERM");
}

TEST_CASE("a diagonal goes from corner to corner, in plain characters and in dots") {
  Canvas canvas;
  canvas.width = 40;
  canvas.lines = 10;
  const std::vector<std::string> plain = lines_of(draw_chart(diagonal(), canvas));
  CHECK(plain[0].back() == '*');
  CHECK(plain[9].find('*') != std::string::npos);
  CHECK(plain[9].find('*') < plain[0].find('*'));
  CHECK(plain[4].find('*') < plain[0].find('*'));
  canvas.unicode = true;
  const std::vector<std::string> dots = lines_of(draw_chart(diagonal(), canvas));
  CHECK(dots[0].find("\u2808") == std::string::npos);
  for (const std::string& line : dots) CHECK(widest_line(line) <= 40);
  CHECK(draw_chart(diagonal(), canvas).find('\033') == std::string::npos);
}

TEST_CASE(
    "several curves wear the signs of the legend, also in dots and where they lie on each other; one alone does not") {
  Canvas canvas;
  canvas.lines = 6;
  const auto count_sign = [](const Chart& chart, const Canvas& on, char sign) {
    const std::string text = draw_chart(chart, on);
    const std::string drawn = text.substr(0, text.find(on.unicode ? "└" : "+--"));  // without the legend
    return std::count(drawn.begin(), drawn.end(), sign);
  };
  Chart chart;
  chart.curves = {{"one", {0, 1, 2}, {0, 1, 2}}, {"two", {0, 1, 2}, {2, 1, 0}}, {"again", {0, 1, 2}, {0, 1, 2}}};
  for (const bool unicode : {false, true}) {
    canvas.unicode = unicode;
    CAPTURE(unicode);
    const std::string text = draw_chart(chart, canvas);
    for (const char* entry : {"* one", "+ two", "o again"}) CHECK(text.find(entry) != std::string::npos);
    for (const char sign : {'*', '+', 'o'}) CHECK(count_sign(chart, canvas, sign) >= 5);
  }
  CHECK(count_sign(diagonal(), canvas, '*') == 0);
  CHECK(draw_chart(diagonal(), canvas).find("━ up") != std::string::npos);
}

TEST_CASE("what cannot be shown leaves a gap; nothing at all is a picture too") {
  Chart chart;
  chart.y.logarithmic = true;
  chart.curves = {{"", {0, 1, 2, 3}, {1, 0, arma::datum::nan, 100}}};
  Canvas canvas;
  canvas.lines = 6;
  std::size_t drawn = 0;
  for (const char c : draw_chart(chart, canvas)) drawn += c == '*';
  CHECK(drawn == 2);
  chart.curves[0].y.fill(arma::datum::nan);
  CHECK(draw_chart(chart, canvas).find('*') == std::string::npos);
  CHECK(draw_svg(chart).find("nan") == std::string::npos);
}

TEST_CASE("bars are as long as their shares, and stay within the canvas") {
  Canvas canvas;
  canvas.width = 50;
  const auto length = [](const std::string& line) { return std::count(line.begin(), line.end(), '#'); };
  const std::vector<Bar> shares = {{"all", 1, "100 %"}, {"half", 0.5, "50 %"}, {"none", 0, "0 %"},
                                   {"?", arma::datum::nan, ""}};
  const std::vector<std::string> bars = lines_of(draw_bars(shares, 1, canvas));
  REQUIRE(bars.size() == 4);
  CHECK(std::abs(length(bars[0]) - 2 * length(bars[1])) <= 1);
  CHECK(length(bars[2]) == 0);
  CHECK(length(bars[3]) == 0);
  for (const std::string& bar : bars) CHECK(bar.size() <= 50);
}

TEST_CASE("an SVG's words are escaped") {
  Chart chart = diagonal();
  chart.title = "a < b & \"c\"";
  const std::string svg = draw_svg(chart);
  CHECK(svg.find("a &lt; b &amp; &quot;c&quot;") != std::string::npos);
  CHECK(svg.find("a < b") == std::string::npos);
}

TEST_SUITE_END();

}  // namespace test_pictures
