// Random numbers, pinned: the figures below were computed in Python from the definition of mt19937_64 and of each
// method.
#include "gradlab/random.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <vector>

namespace test_random {

using gradlab::Random;

TEST_SUITE_BEGIN("random");

namespace {

template <class Draw>
auto first(int count, Draw draw) {
  Random random(1);
  std::vector<decltype(draw(random))> drawn;
  for (int i = 0; i < count; ++i) drawn.push_back(draw(random));
  return drawn;
}

std::vector<int> numbers(int count) {
  std::vector<int> from_zero(static_cast<std::size_t>(count));
  std::iota(from_zero.begin(), from_zero.end(), 0);
  return from_zero;
}

std::vector<int> shuffled(std::vector<int> items, std::uint64_t seed = 1) {
  Random(seed).shuffle(items);
  return items;
}

}  // namespace

TEST_CASE("the first numbers of seed 1") {
  CHECK(first(4, [](Random& r) { return r.uniform(); }) ==
        std::vector<double>{0.13387664401253263, 0.13640703636619722, 0.4512149038445381, 0.02102422841672702});
  const std::vector<double> normal = first(4, [](Random& r) { return r.normal(); });
  const std::vector<double> pinned = {-0.38683176162103955, -0.039399956754155314, 0.6868236391793252,
                                      -0.24894784633514516};
  for (std::size_t i = 0; i < pinned.size(); ++i) CHECK(std::abs(normal[i] - pinned[i]) < 1e-15);  // log's last digit
  CHECK(first(10, [](Random& r) { return r.below(10); }) ==
        std::vector<std::uint64_t>{1, 1, 4, 0, 3, 9, 4, 0, 5, 6});
  CHECK(first(4, [](Random& r) { return r.below(13835058055282163713u); }) ==  // a quarter of the draws is thrown away
        std::vector<std::uint64_t>{1887199267275324346u, 6242584390097744947u, 290871420712931434u,
                                   4854695775675698538u});
}

TEST_CASE("the first order and the first choices of seed 1") {
  Random random(1);
  std::vector<int> even = numbers(10), odd = numbers(7);
  random.shuffle(even);
  random.shuffle(odd);
  CHECK(even == std::vector<int>{6, 9, 4, 8, 1, 3, 2, 5, 0, 7});
  CHECK(odd == std::vector<int>{5, 3, 2, 6, 4, 0, 1});
  Random other(1);
  CHECK(other.sample(numbers(100), 8) == std::vector<int>{6, 11, 25, 35, 54, 65, 76, 86});
  CHECK(other.sample(numbers(5), 3) == std::vector<int>{0, 3, 4});
  CHECK(other.sample(numbers(3), 9) == numbers(3));
}

TEST_CASE("the same seed gives the same, another seed another") {
  CHECK(shuffled(numbers(20), 5) == shuffled(numbers(20), 5));
  CHECK(shuffled(numbers(20), 5) != shuffled(numbers(20), 6));
  CHECK(Random(5).uniform() != Random(6).uniform());
}

TEST_CASE("ranges, mean and spread") {
  Random random(2);
  double sum = 0, squares = 0;
  constexpr int draws = 100'000;
  for (int i = 0; i < draws; ++i) {
    const double x = random.uniform(-2, 3);
    REQUIRE((x >= -2 && x < 3));
    REQUIRE(random.below(3) < 3);
    const double z = random.normal();
    sum += z;
    squares += z * z;
  }
  CHECK(std::abs(sum / draws) < 0.02);
  CHECK(std::abs(squares / draws - 1) < 0.03);
}

TEST_CASE("each order and each choice as likely") {
  std::vector<int> orders(6), chosen(5);
  Random random(3);
  for (int i = 0; i < 60'000; ++i) {
    std::vector<int> items = numbers(3);
    random.shuffle(items);
    ++orders[static_cast<std::size_t>(items[0] * 2 + (items[1] > items[2]))];
  }
  for (const int count : orders) CHECK(std::abs(count - 10'000) < 500);
  for (int i = 0; i < 50'000; ++i) {
    for (const int item : random.sample(numbers(5), 2)) ++chosen[static_cast<std::size_t>(item)];
  }
  for (const int count : chosen) CHECK(std::abs(count - 20'000) < 700);
}

TEST_CASE("nothing and one") {
  CHECK(shuffled({}).empty());
  CHECK(shuffled({7}) == std::vector<int>{7});
  Random random(1);
  CHECK(random.sample(std::vector<int>{}, 2).empty());
  CHECK(random.sample(numbers(3), 0).empty());
  CHECK(random.sample(numbers(1), 1) == std::vector<int>{0});
  CHECK(random.below(1) == 0);
}

TEST_SUITE_END();

}  // namespace test_random
