// Parts of the two straight lines on their own.

#include <benchmark/benchmark.h>
#include <malloc.h>

#include <algorithm>
#include <chrono>

#include "daemon/protocol/framing.h"
#include "daemon/protocol/request.h"
#include "daemon/protocol/response.h"
#include "index/base/hash.h"
#include "index/base/random.h"
#include "index/extract/extract.h"
#include "index/extract/html/dom/tree.h"
#include "index/extract/html/page.h"
#include "index/query/syntax/parser.h"
#include "index/store/build/segment_builder.h"
#include "index/story/story_index.h"
#include "index/text/snippets/highlighter.h"
#include "index/text/words/tokenizer.h"
#include "tests/bench/articles.h"
#include "tests/bench/pages.h"

namespace quire::bench {
namespace {

std::vector<std::string> articles() {
  ArticleGenerator generator(1);
  std::vector<std::string> out;
  for (int i = 0; i < 500; ++i) out.push_back(generator.next());
  return out;
}

void count_bytes(benchmark::State& state, const std::vector<std::string>& texts) {
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  state.SetBytesProcessed(static_cast<std::int64_t>(bytes) * state.iterations());
}

void tokenize(benchmark::State& state) {
  const auto texts = articles();
  text::Tokenizer tokenizer("");
  text::Token token;
  for (auto _ : state) {
    for (const std::string& text : texts) {
      tokenizer.reset(text);
      while (tokenizer.next(token)) benchmark::DoNotOptimize(token);
    }
  }
  count_bytes(state, texts);
}
BENCHMARK(tokenize);

void tokenize_and_stem(benchmark::State& state) {
  const auto texts = articles();
  auto stemmer = *text::Stemmer::create("en");
  text::Tokenizer tokenizer("");
  text::Token token;
  for (auto _ : state) {
    for (const std::string& text : texts) {
      tokenizer.reset(text);
      while (tokenizer.next(token)) benchmark::DoNotOptimize(stemmer.stem(token.term));
    }
  }
  count_bytes(state, texts);
}
BENCHMARK(tokenize_and_stem);

// Without the index.
void extract_text(benchmark::State& state) {
  const auto texts = articles();
  const article::FileKey file{"drop", "a.txt"};
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(extract::articles_in(file, {text, {}, false}));
    }
  }
  count_bytes(state, texts);
}
BENCHMARK(extract_text);

void extract_and_prepare(benchmark::State& state) {
  const auto texts = articles();
  auto builder = *store::SegmentBuilder::create({"en"});
  const article::FileKey file{"drop", "a.txt"};
  for (auto _ : state) {
    for (const std::string& text : texts) {
      auto extracted = extract::articles_in(file, {text, {}, false});
      benchmark::DoNotOptimize(builder.prepare(file, {}, *std::move(extracted)));
    }
  }
  count_bytes(state, texts);
}
BENCHMARK(extract_and_prepare);

std::vector<std::string> pages() {
  ArticleGenerator generator(1);
  std::vector<std::string> out;
  for (int i = 0; i < 50; ++i) out.push_back(next_page(generator));
  return out;
}

// What gumbo needs of the time that reading a page takes.
void parse_html(benchmark::State& state) {
  const auto texts = pages();
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(extract::html::Tree::parse(text));
    }
  }
  count_bytes(state, texts);
}
BENCHMARK(parse_html);

void read_html_page(benchmark::State& state) {
  const auto texts = pages();
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(extract::html::read_page(text, {}));
    }
  }
  count_bytes(state, texts);
}
BENCHMARK(read_html_page);

void make_snippets(benchmark::State& state) {
  const auto texts = articles();
  auto stemmer = *text::Stemmer::create("en");
  ArticleGenerator generator(1);
  text::MatchTerms terms;
  for (const std::size_t rank : {30U, 100U, 300U}) {
    terms.stems.emplace(stemmer.stem(generator.word(rank)));
  }
  for (auto _ : state) {
    for (const std::string& text : texts) {
      benchmark::DoNotOptimize(text::make_snippet(text, terms, stemmer, {240}));
    }
  }
  count_bytes(state, texts);
}
BENCHMARK(make_snippets);

void parse_request(benchmark::State& state) {
  const std::string line =
      R"({"jsonrpc":"2.0","id":1,"method":"search","params":{"query":"border police","limit":10}})"
      "\n";
  for (auto _ : state) {
    protocol::FrameDecoder decoder(1U << 20);
    decoder.feed(line);
    const auto incoming = protocol::parse_incoming(decoder.next()->text, false);
    benchmark::DoNotOptimize(protocol::decode_search(incoming.requests.front().params));
  }
}
BENCHMARK(parse_request);

void encode_ten_hits(benchmark::State& state) {
  protocol::Hit hit;
  hit.id = "0123456789abcdef";
  hit.path = "/home/ada/Articles/wire/harbour-strike.txt";
  hit.uri = "file://" + hit.path;
  hit.title = "Dockers walk out, closing the largest harbour";
  hit.published = "2026-03-12T08:00:00Z";
  hit.snippet = std::string(240, 's');
  hit.highlights = {{10, 6}, {100, 6}};
  protocol::SearchResponse response;
  response.hits.assign(10, hit);
  for (auto _ : state) benchmark::DoNotOptimize(protocol::encode_response("1", response));
}
BENCHMARK(encode_ten_hits);

void parse_query(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        query::parse("(border OR \"civil war\") AND +police -strike title:reform"));
  }
}
BENCHMARK(parse_query);

// A text of 60 to 360 words, or, of ten, three that were told before.
story::Card next_card(Random& random, story::ArticleNumber article) {
  story::Card card;
  card.article = hash64({reinterpret_cast<const char*>(&article), sizeof article});
  card.published = static_cast<UnixSeconds>(article);
  card.changed = card.published;
  const bool is_copy = article > 0 && random.below(10) < 3;
  const std::uint64_t text = is_copy ? random.below(article) : article;
  Random words(text + 1);
  card.text = words.next();
  std::vector<std::uint32_t> rows(60 + words.below(300));
  for (std::uint32_t& row : rows) row = static_cast<std::uint32_t>(words.next());
  card.sample = story::sample_of(std::move(rows));
  return card;
}

// What the writer keeps of so many articles, and how long one of them may keep it.
void keep_stories(benchmark::State& state) {
  const auto in_use = [] {
    const struct mallinfo2 heap = ::mallinfo2();
    return heap.uordblks + heap.hblkhd;
  };
  const auto articles = static_cast<std::size_t>(state.range(0));
  double longest = 0;
  std::size_t bytes = 0;
  for (auto _ : state) {
    const std::size_t before = in_use();
    story::StoryIndex index(0.8);
    Random random(1);
    for (std::size_t i = 0; i < articles; ++i) {
      const story::Card card = next_card(random, i);
      const auto start = std::chrono::steady_clock::now();
      index.add(card, [](story::ArticleNumber) { return std::nullopt; });
      const std::chrono::duration<double, std::micro> took =
          std::chrono::steady_clock::now() - start;
      longest = std::max(longest, took.count());
      (void)index.take_changes();
    }
    bytes = in_use() - before;
  }
  state.counters["bytes_an_article"] = static_cast<double>(bytes) / static_cast<double>(articles);
  state.counters["longest_us"] = longest;
  state.SetItemsProcessed(static_cast<std::int64_t>(articles) * state.iterations());
}
BENCHMARK(keep_stories)->Arg(100'000)->Arg(1'000'000)->Iterations(1)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace quire::bench

BENCHMARK_MAIN();
