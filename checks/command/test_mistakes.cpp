// gradlab mistakes: the list, the stories, the JSON; and what gradlab check says why and what it could not have
// noticed.
#include "run.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

namespace test_mistakes {

using nlohmann::json;

TEST_SUITE_BEGIN("mistakes");

namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::set<std::string> mistakes_in(const json& report) {
  std::set<std::string> names;
  for (const json& finding : report["findings"]) {
    names.insert(finding["mistake"].is_null() ? "null" : finding["mistake"].get<std::string>());
  }
  return names;
}

}  // namespace

TEST_CASE("the list has every mistake with its explanation, statement and remedy") {
  const json list = run_json("mistakes");
  REQUIRE(list["mistakes"].size() > 30);
  for (const json& mistake : list["mistakes"]) {
    for (const char* key : {"name", "explanation", "statement", "remedy", "right", "wrong"}) {
      CAPTURE(key);
      CHECK(!mistake[key].get<std::string>().empty());
    }
  }
  const Run text = run_gradlab("mistakes");
  CHECK(text.status == 0);
  CHECK(widest_line(text.out) <= 80);
  for (const json& mistake : list["mistakes"]) CHECK(contains(text.out, mistake["name"].get<std::string>()));
}

TEST_CASE("remedies and statements are in NumPy, or in C++ where that is asked for") {
  const std::string numpy = run_gradlab("mistakes derivative-of-activation").out;
  CHECK(contains(numpy, "z1 = X @ Theta1.T, or use a1*(1-a1)"));
  CHECK(!contains(numpy, "rowvec"));
  const std::string cpp = run_gradlab("mistakes derivative-of-activation --language cpp").out;
  CHECK(contains(cpp, "z1 = X * Theta1.t(), or use a1%(1-a1)"));
  CHECK(contains(cpp, "S23     const rowvec d1 = "));
  const std::string report = run_gradlab("check --data debug --implementation missing-derivative --explain").out;
  CHECK(contains(report, "Multiply Theta2.T @ d2 elementwise"));
  CHECK(contains(report, "S23     NumPy: d1 = (Theta2.T @ d2) * sigmoidGradient("));  // the statement that it refers to
}

TEST_CASE("each mistake has its story, and a check that finds it") {
  std::set<std::string> names;
  const json list = run_json("mistakes");
  for (const json& mistake : list["mistakes"]) names.insert(mistake["name"].get<std::string>());
  for (const std::string& name : names) {
    CAPTURE(name);
    const Run story = run_gradlab("mistakes " + name);
    CHECK(story.status == 0);
    CHECK(widest_line(story.out) <= 80);
    CHECK(contains(story.out, "A check there names"));
    CHECK(contains(story.out, "remedy"));
    if (name == "saturation") continue;  // the weights of a plain check do not saturate
    const json report = run_json("check --data debug --lambda 3 --implementation " + name, 1);
    const auto found = mistakes_in(report);
    CHECK(std::any_of(found.begin(), found.end(), [&](const std::string& f) { return f.rfind(name, 0) == 0; }));
  }
}

TEST_CASE("a name that is nearly right is put right, one of nothing is refused") {
  const Run near = run_gradlab("mistakes flippedsign");
  CHECK(near.status == 2);
  CHECK(contains(near.err, "flipped-sign"));
  CHECK(near.out.empty());
  CHECK(contains(near.err, "did you mean"));
  CHECK_FALSE(contains(run_gradlab("mistakes foo").err, "did you mean"));
  CHECK(contains(run_gradlab("mistakes 'missing-mean (only Theta1)'").out, "missing-mean (only Theta1)"));
  CHECK(run_gradlab("check --data debug --implementation 'missing-mean (only Theta1)'").status == 1);
  CHECK(run_gradlab("check --data debug --implementation 'missing-mean (only Theta9)'").status == 2);
  CHECK(run_gradlab("check --data debug --implementation 'wrong-sigmoid-gradient (s*(1+s))'").status == 1);
  CHECK(run_gradlab("check --data debug --implementation 'flipped-sign + wrong-sigmoid-gradient (s*(1+s))'").status == 1);
  CHECK(run_gradlab("check --data debug --implementation flipped-sign+nothing").status == 2);
}

TEST_CASE("British spelling is accepted wherever a mistake's name is typed, and answered in American spelling") {
  CHECK(run_json("mistakes halved-regularisation")["mistakes"][0]["name"] == "halved-regularization");
  const json report = run_json("check --data debug --lambda 3 --implementation flipped-sign+regularised-bias", 1);
  CHECK(report["implementations"][0]["name"] == "flipped-sign+regularized-bias");
  CHECK(run_gradlab("check --data debug --implementation regulariced-bias").status == 2);
}

TEST_CASE("check names the mistake, the place, the evidence and the remedy") {
  const json report = run_json("check --data debug --lambda 3 --implementation regularized-bias", 1);
  REQUIRE(report["findings"].size() == 2);
  const json& finding = report["findings"][0];
  CHECK(finding["implementation"] == "regularized-bias");
  CHECK(finding["mistake"] == "regularized-bias");
  CHECK(finding["alternatives"].empty());
  CHECK(finding["where"] == json{{"block", "Theta1"}, {"columns", {0}}, {"rows", {0, 1, 2, 3, 4}}});
  CHECK(contains(finding["evidence"].get<std::string>(), "off by exactly lambda/m = 0.6 * Theta1(:,0)"));
  CHECK(finding["statement"] == "S28-S29");
  const Run text = run_gradlab("check --data debug --lambda 3 --implementation regularized-bias --explain");
  CHECK(contains(text.out, "why regularized-bias is wrong"));
}

TEST_CASE("right code has no finding; the blind spots are told with their reason and a change") {
  const json report = run_json("check --data debug --lambda 0");
  CHECK(report["findings"].empty());
  const auto& spots = report["blind_spots"];
  const auto spot =
      std::find_if(spots.begin(), spots.end(), [](const json& s) { return s["mistake"] == "regularized-bias"; });
  REQUIRE(spot != spots.end());
  CHECK((*spot)["because"] == "lambda is 0");
  CHECK((*spot)["change"] == "--lambda 1");
  CHECK(run_json("check --data debug --lambda 3")["blind_spots"].size() == 1);
  CHECK(contains(run_gradlab("check --data debug --lambda 0 --explain").out, "could not have noticed"));
}

TEST_CASE("two mistakes at once are named both; a wrong cost alone is blamed alone") {
  CHECK(mistakes_in(run_json("check --data debug --lambda 3 --implementation flipped-sign+regularized-bias", 1)) ==
        std::set<std::string>{"flipped-sign", "regularized-bias"});
  const json report = run_json("check --data debug --lambda 3 --implementation precedence", 1);
  REQUIRE(report["findings"].size() == 1);
  CHECK(report["findings"][0]["where"]["block"].is_null());
}

TEST_SUITE_END();

}  // namespace test_mistakes
