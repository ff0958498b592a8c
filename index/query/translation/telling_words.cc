#include "index/query/translation/telling_words.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "index/query/syntax/written_words.h"
#include "index/text/stems/stop_words.h"

namespace quire::query {
namespace {

using text::StopWord;

// From so many words on a query is taken for a sentence.
constexpr std::size_t kSentenceWords = 5;
// So many words of another language's list tell that a query is written in it.
constexpr std::size_t kOfAnotherLanguage = 2;

bool has_lower_case(std::string_view written) {
  return std::any_of(written.begin(), written.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// WHO, IT and US beside words with small letters.
bool is_acronym(std::string_view written) {
  const auto capitals =
      std::count_if(written.begin(), written.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return capitals > 1 && !has_lower_case(written);
}

// A node's term when it is a single plain word, else "".
std::string plain_word(const Node& node) {
  if (node.kind != NodeKind::kWord) return {};
  WrittenWords written = written_words(node.text);
  return written.words.size() == 1 ? std::move(written.words.front()) : std::string();
}

std::size_t stop_words_in(const std::set<std::string>& words, const std::string& language) {
  const auto is_one = [&](const auto& w) {
    return text::stop_word(w, language) != StopWord::kNone;
  };
  return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), is_one));
}

const std::string& language_of(const std::set<std::string>& words,
                               const std::vector<std::string>& languages) {
  const std::string* best = &languages.front();
  std::size_t most = std::max(stop_words_in(words, *best), kOfAnotherLanguage - 1);
  for (const std::string& other : languages) {
    const std::size_t count = stop_words_in(words, other);
    if (count <= most) continue;
    most = count;
    best = &other;
  }
  return *best;
}

}  // namespace

std::vector<Node> telling_children(const Node& some, const std::vector<std::string>& languages) {
  std::vector<std::string> terms;
  std::set<std::string> words;
  bool is_lower_case = false;
  for (const Node& child : some.children) {
    terms.push_back(plain_word(child));
    if (!terms.back().empty()) words.insert(terms.back());
    is_lower_case = is_lower_case || has_lower_case(child.text);
  }
  const std::string& language = language_of(words, languages);
  const bool is_sentence = words.size() >= kSentenceWords;
  std::vector<Node> telling;
  bool says_something = !some.required.empty();
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const Node& child = some.children[i];
    const StopWord kind = is_lower_case && is_acronym(child.text)
                              ? StopWord::kNone
                              : text::stop_word(terms[i], language);
    if (kind == StopWord::kFunction || (kind == StopWord::kLoose && is_sentence)) continue;
    telling.push_back(child);
    says_something = says_something || kind == StopWord::kNone;
  }
  return says_something ? telling : some.children;
}

}  // namespace quire::query
