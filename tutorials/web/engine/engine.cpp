// The seam between the page and the library: one function takes a request as JSON and leaves an answer in memory.
#include "verbs.hpp"

#include <cstdlib>
#include <exception>
#include <map>
#include <stdexcept>
#include <string>

namespace gradlab::engine {

namespace {

std::string words;
std::vector<double> numbers;

const std::map<std::string, Verb*>& verbs() {
  static const std::map<std::string, Verb*> all = {
      {"network", network}, {"statements", statements}, {"mistakes", mistakes}, {"trace", trace},   {"check", check},
      {"compare", compare}, {"sweep", sweep},           {"train", train},       {"answer", answer},
      {"lessons", lessons}, {"lesson", lesson},         {"judge", judge},       {"paths", paths},
      {"numbers", read_numbers}};
  return all;
}

Json run(const Json& request) {
  const std::string name = request.at("do");
  const auto verb = verbs().find(name);
  if (verb == verbs().end()) throw std::invalid_argument("the engine has no '" + name + "'");
  Numbers collected;
  Json reply = verb->second(request, collected);
  numbers = collected.all();
  return reply;
}

std::string dump(const Json& reply) { return reply.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace

Json Numbers::add(const arma::mat& matrix) {
  const Json place = {{"at", all_.size()}, {"rows", matrix.n_rows}, {"columns", matrix.n_cols}};
  const arma::mat by_rows = matrix.st();
  all_.insert(all_.end(), by_rows.begin(), by_rows.end());
  return place;
}

}  // namespace gradlab::engine

extern "C" {

[[clang::export_name("allocate")]] void* allocate(std::size_t size) { return std::malloc(size); }
[[clang::export_name("release")]] void release_memory(void* memory) { std::free(memory); }

/// Answers the request of `size` bytes. An error is {"error": what()}.
[[clang::export_name("call")]] void call(const char* request, std::size_t size) {
  using namespace gradlab::engine;
  numbers.clear();
  try {
    words = dump(run(Json::parse(request, request + size)));
  } catch (const std::exception& error) {
    words = dump({{"error", error.what()}});
  } catch (...) {
    words = R"({"error": "something that is no std::exception was thrown"})";
  }
}

[[clang::export_name("words")]] const char* words_begin() { return gradlab::engine::words.data(); }
[[clang::export_name("words_size")]] std::size_t words_size() { return gradlab::engine::words.size(); }
[[clang::export_name("numbers")]] const double* numbers_begin() { return gradlab::engine::numbers.data(); }
[[clang::export_name("numbers_size")]] std::size_t numbers_size() { return gradlab::engine::numbers.size(); }

}  // extern "C"
