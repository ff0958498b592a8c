#include "index/store/format/value_terms.h"

#include <algorithm>

namespace quire::store {

std::string_view value_prefix(ValueField field) {
  return std::find_if(kValueTerms.begin(), kValueTerms.end(),
                      [field](const auto& known) { return known.first == field; })
      ->second;
}

std::vector<std::string> values_of(const article::Article& article, ValueField field) {
  switch (field) {
    case ValueField::kSource:
      return {article.source};
    case ValueField::kSection:
      return {article.section};
    case ValueField::kAuthor:
      return article.authors;
    case ValueField::kPlace:
      return {article.place};
    case ValueField::kLanguage:
      return {article.language};
    case ValueField::kTag:
      return article.tags;
  }
  return {};
}

}  // namespace quire::store
