#pragma once
// Cleans an article of what scraping leaves around and inside it, by the rules of rules.h. Pure.

#include "index/extract/clean/rules.h"
#include "index/extract/draft/draft.h"

namespace quire::extract {

// Leaves out paragraphs that are no part of the article, cuts hover cards out of the others, and
// moves what lines say of the article into fields that are still empty. Says which rules had
// something to do. What is left keeps its origins. An article is never emptied: when nothing would
// be left of its text, it stays as it is.
RuleSet clean(Draft& draft);

}  // namespace quire::extract
