// What holds for every story, also for those nobody would write.
#include <gtest/gtest.h>

#include <cstring>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>
#include <regex>
#include <sstream>
#include <thread>

#include "annotation/encoder/encoder.h"
#include "annotation/encoder/kernels.h"
#include "dragoman/engine.h"
#include "record/record.h"
#include "stages.h"
#include "story/story.h"
#include "verify.h"

namespace dragoman {
namespace {

const Engine& engine() {
    static const Engine engine = Engine::load();
    return engine;
}

std::vector<Story> examples() {
    std::vector<Story> stories;
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(DRAGOMAN_SOURCE "/examples"))
        if (entry.path().extension() == ".json") paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    for (const auto& path : paths) {
        std::ifstream file(path);
        std::ostringstream bytes;
        bytes << file.rdbuf();
        auto story = story::parse(bytes.str(), {.where = path.string()});
        if (story) stories.push_back(std::move(*story));
    }
    return stories;
}

/// A day, month, week, season, year, decade or century with its hour, a length of time, a word of reference, or two of
/// them with a stroke between.
bool is_timex(const std::string& value) {
    static const std::string point =
        "((FY)?[0-9X]{2,4}|BC[0-9X]{2,4})(-([0-9X]{2}|Q[1-4X]|H[12X]|W[0-9X]{2}|SP|SU|FA|WI)(-([0-9X]{1,2}|WE))?)?"
        "(T([0-9X]{2}(:[0-9X]{2}){0,2}(Z|[-+][0-9:]+)?|MO|MI|AF|EV|NI|DT|NT|BH|ME[BRLD]))?|T([0-9X]{2}(:[0-9X]{2}){0,2}"
        "|MO|MI|AF|EV|"
        "NI|DT)";
    static const std::string count = "([0-9]+(\\.[0-9]+)?|X)";
    static const std::string length =
        "P((" + count + "(CE|DE|WE|WD|BD|[YQMWD]))+(T(" + count + "[HMS])+)?|T(" + count + "[HMS])+)";
    static const std::string one = "(" + point + "|" + length + "|PRESENT_REF|PAST_REF|FUTURE_REF)";
    static const std::regex form(one + "(/" + one + ")?");
    return std::regex_match(value, form);
}

void times_are_timex(const Record& record, const std::string& what) {
    const auto check = [&](const std::string& value, const char* row) {
        if (!value.empty() && !is_timex(value)) ADD_FAILURE() << what << ": " << row << " \"" << value << "\"";
    };
    for (const auto& time : record.times) check(time.value, "time");
    for (const auto& event : record.events) check(event.time, "event's time");
    for (const auto& figure : record.figures) check(figure.period, "figure's period");
    for (const auto& commitment : record.commitments) check(commitment.due, "commitment's day");
}

void holds(const Story& story, const std::string& what) {
    const Stages stages = engine().read_stages(story);
    for (const auto& v : verify(stages)) ADD_FAILURE() << what << ": " << v;
    for (const auto& v : record::check(stages.record)) ADD_FAILURE() << what << ": " << v;
    times_are_timex(stages.record, what);
}

TEST(Property, EverySpanOfTheExamplesSlicesBack) {
    const auto stories = examples();
    ASSERT_GE(stories.size(), 15u);
    for (const auto& story : stories) {
        const Stages stages = engine().read_stages(story);
        EXPECT_EQ(stages.text.body, story.text) << story.id;
        EXPECT_FALSE(stages.record.statements.empty()) << story.id;
        holds(story, story.id);
    }
}

TEST(Property, PeriodsAndTimesAreWellFormed) {
    for (const char* text : {"The firm sent one million messages in 10 hours on Friday.",
                             "It was used five times in the last year and 40 percent more over the next two months.",
                             "Within two days and three hours 12 people left; 30 stayed for 36 hours from 9 p.m.",
                             "The museum drew 300 people annually, twice a week or every two hours."}) {
        Story story;
        story.text = text, story.published = "2024-05-10T09:30:00Z";
        holds(story, text);
        story.published.clear();
        holds(story, text);
    }
}

/// Plans in any order of their words: their rules call each other.
TEST(Property, PlansAreWellFormed) {
    static const char* const words[] = {
        "at",       "5",       "from",   "to",     "for",      "within", "the",      "next",    "last",    "3",
        "hours",    "minutes", "days",   "weeks",  "until",    "now",    "between",  "and",     "Monday",  "Friday",
        "tonight",  "lunch",   "dinner", "EOD",    "EOM",      "by",     "end",      "of",      "rest",    "my",
        "week",     "day",     "this",   "or",     "business", "PST",    "CET",      "9:30",    "12/3",    "10/1-11/7",
        "May",      "20th",    "2pm",    "half",   "noon",     "ago",    "in",       "a",       "few",     "nights",
        "mornings", "early",   "late",   "Easter", "Ramadan",  "every",  "weekday",  "month",   "year",    "starting",
        "before",   "after",   "first",  "Sunday", ",",        ".",      "-",        "1030",    "twelve",  "oh",
        "three",    "ish",     "h",      "2015",   "quarter",  "today",  "tomorrow", "working", "weekend", "\n\n"};
    std::mt19937 rng(5);
    for (int round = 0; round < 1500; ++round) {
        Story story;
        story.document = DocumentType::colloquial;
        story.published = round % 4 ? "2024-05-03T14:20:00+02:00" : round % 8 ? "2024-12-31" : "";
        for (unsigned word = 0, size = 1 + rng() % 12; word < size; ++word)
            story.text += (word ? " " : "") + std::string(words[rng() % std::size(words)]);
        holds(story, story.text);
    }
}

TEST(Property, AnyBytesGiveARecord) {
    std::mt19937 rng(11);
    const std::string seed = examples().at(0).text;
    for (int round = 0; round < 150; ++round) {
        Story story;
        story.published = round % 3 ? "2024-05-03" : "";
        const std::size_t size = rng() % 2000;
        for (std::size_t i = 0; i < size; ++i)
            story.text += round % 2 ? static_cast<char>(rng()) : seed[rng() % seed.size()];
        if (round % 5 == 0) story.text = seed.substr(rng() % seed.size());
        if (round % 7 == 0) story.text.insert(story.text.size() / 2, std::string("\xED\xA0\x80\0\xFF", 5));
        holds(story, "round " + std::to_string(round));
    }
}

TEST(Property, HostileShapes) {
    const std::pair<const char*, std::string> shapes[] = {
        {"empty", ""},
        {"one byte", "\x80"},
        {"a long word", std::string(200000, 'a')},
        {"quotation marks", std::string(50000, '"')},
        {"curly marks",
         [] {
             std::string s;
             for (int i = 0; i < 20000; ++i) s += "“";
             return s;
         }()},
        {"brackets", std::string(20000, '(')},
        {"one sentence",
         [] {
             std::string s;
             for (int i = 0; i < 6000; ++i) s += "minister and ";
             return s;
         }()},
        {"numbers",
         [] {
             std::string s;
             for (int i = 0; i < 6000; ++i) s += "1,000 to 2,000 percent of ";
             return s;
         }()},
        {"names",
         [] {
             std::string s;
             for (int i = 0; i < 4000; ++i) s += "Xi Jinping said Vladimir Putin said ";
             return s;
         }()},
        {"pronouns",
         [] {
             std::string s;
             for (int i = 0; i < 3000; ++i) s += "They told the two sides that it met him. ";
             return s;
         }()},
        {"times",
         [] {
             std::string s;
             for (int i = 0; i < 4000; ++i) s += "on Monday 3 May 2024 last week ";
             return s;
         }()},
        {"lines", std::string(30000, '\n')},
        {"nulls", std::string(30000, '\0')},
        {"a document beside itself", "A unpublished report Novak, praised as a threat."},
        {"utf-16", std::string("\xFF\xFE") + std::string("a\0 \0b\0.\0", 8)},
    };
    for (const auto& [name, text] : shapes) {
        Story story;
        story.published = "2024-05-03";
        story.text = text;
        holds(story, name);
    }
}

TEST(Property, SameBytesOnAnyNumberOfThreads) {
    const auto stories = examples();
    std::vector<std::string> alone, together(stories.size());
    for (const auto& s : stories) alone.push_back(record::to_json(engine().read(s)));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 2; ++t)
        threads.emplace_back([&, t] {
            for (std::size_t i = t; i < stories.size(); i += 2)
                together[i] = record::to_json(engine().read(stories[i]));
        });
    for (auto& t : threads) t.join();
    EXPECT_EQ(alone, together);
    const Engine again = Engine::load();
    for (std::size_t i = 0; i < stories.size(); ++i) EXPECT_EQ(record::to_json(again.read(stories[i])), alone[i]);
}

TEST(Property, KernelsGiveTheSameBits) {
    using annotation::Linear;
    const annotation::Kernels* found[3];
    const int count = annotation::available_kernels(found);
    std::mt19937 rng(5);
    constexpr int width = 160, outputs = 320, rows = 13, gap = 8;
    std::vector<std::uint8_t> activations(static_cast<std::size_t>(rows + 2 * gap) * width);
    for (auto& a : activations) a = static_cast<std::uint8_t>(rng() % 128);
    std::vector<std::int8_t> weights(static_cast<std::size_t>(outputs) * 3 * width);
    for (auto& w : weights) w = static_cast<std::int8_t>(static_cast<int>(rng() % 255) - 127);
    std::vector<std::int32_t> correction(outputs);
    std::vector<float> scale(outputs), bias(outputs), gain(width), beta(width);
    for (int i = 0; i < outputs; ++i)
        correction[i] = static_cast<int>(rng() % 1000) - 500, scale[i] = 1e-5f * static_cast<float>(rng() % 100),
        bias[i] = 0.01f * static_cast<float>(rng() % 100);
    for (int i = 0; i < width; ++i)
        gain[i] = 0.02f * static_cast<float>(rng() % 100), beta[i] = 0.01f * static_cast<float>(rng() % 100);
    const Linear linear{3 * width, outputs, weights.data(), correction.data(), scale.data(), bias.data()};
    std::vector<const std::uint8_t*> row;
    for (int i = 0; i < rows; ++i) row.push_back(&activations[static_cast<std::size_t>(i + gap) * width]);
    std::vector<std::vector<std::int32_t>> sums(count);
    std::vector<std::vector<float>> gated(count), normed(count);
    std::vector<std::vector<std::uint8_t>> bytes(count);
    std::vector<float> dots(count);
    for (int k = 0; k < count; ++k) {
        sums[k].resize(static_cast<std::size_t>(rows) * outputs), gated[k].assign(width, 0.5f), normed[k].resize(width),
            bytes[k].resize(width);
        found[k]->multiply(row.data(), rows, 3, 2 * width, width, weights.data(), outputs, sums[k].data());
        found[k]->gate_norm(sums[k].data(), linear, gain.data(), beta.data(), width, true, gated[k].data());
        found[k]->norm(gated[k].data(), gain.data(), beta.data(), width, normed[k].data());
        found[k]->quantise(normed[k].data(), 13.7f, width, bytes[k].data());
        dots[k] = found[k]->dot(gated[k].data(), normed[k].data(), width);
        EXPECT_EQ(sums[k], sums[0]) << found[k]->name;
        EXPECT_EQ(0, memcmp(gated[k].data(), gated[0].data(), width * sizeof(float))) << found[k]->name;
        EXPECT_EQ(0, memcmp(normed[k].data(), normed[0].data(), width * sizeof(float))) << found[k]->name;
        EXPECT_EQ(bytes[k], bytes[0]) << found[k]->name;
        EXPECT_EQ(dots[k], dots[0]) << found[k]->name;
    }
    EXPECT_GE(count, 1);
}

// Arcs, labels and choices against their definitions in plain loops; ties go to the first.
TEST(Property, KernelsOfTreesFollowTheirDefinitions) {
    const annotation::Kernels* found[3];
    const int count = annotation::available_kernels(found);
    std::mt19937 rng(7);
    constexpr int width = 96, words = 21, stride = 32, outputs = 64;
    const auto values = [&](std::size_t n, bool rectified) {
        std::vector<float> v(n);
        for (auto& x : v) x = 0.01f * static_cast<float>(static_cast<int>(rng() % 200) - 100);
        if (rectified)
            for (auto& x : v) x = std::max(x, 0.0f);
        return v;
    };
    const auto dependents = values(words * width, false), heads = values(width * stride, true);
    const auto product = values(width * outputs, false), start = values(words * stride, false);
    const auto left = values(width, true), right = values(width, true);
    auto arcs = start;
    for (int d = 0; d < words; ++d)
        for (int h = 0; h < stride; ++h)
            for (int k = 0; k < width; ++k) arcs[d * stride + h] += dependents[d * width + k] * heads[k * stride + h];
    std::vector<float> labels(start.begin(), start.begin() + outputs);
    for (int k = 0; k < width; ++k)
        for (int n = 0; n < outputs; ++n) labels[n] += left[k] * right[k] * product[k * outputs + n];
    for (int k = 0; k < count; ++k) {
        auto mine = start;
        found[k]->arcs(dependents.data(), heads.data(), words, width, stride, mine.data());
        EXPECT_EQ(0, memcmp(mine.data(), arcs.data(), arcs.size() * sizeof(float))) << found[k]->name;
        std::vector<float> chosen(start.begin(), start.begin() + outputs);
        found[k]->bilinear(left.data(), right.data(), width, product.data(), outputs, chosen.data());
        EXPECT_EQ(0, memcmp(chosen.data(), labels.data(), labels.size() * sizeof(float))) << found[k]->name;
        for (int n = 1; n < 70; ++n) {
            std::vector<float> a(n), b(n), sum(n);
            for (int i = 0; i < n; ++i)
                a[i] = static_cast<float>(rng() % 4), b[i] = static_cast<float>(rng() % 4), sum[i] = a[i] + b[i];
            const auto top = std::max_element(sum.begin(), sum.end());
            int which = -1;
            EXPECT_EQ(found[k]->best_sum(a.data(), b.data(), n, &which), *top);
            EXPECT_EQ(which, top - sum.begin()) << found[k]->name;
            EXPECT_EQ(found[k]->greatest(sum.data(), n), top - sum.begin()) << found[k]->name;
        }
    }
}

// The repaired tree is the best projective one: compared with a search through all trees.
TEST(Property, BestTreeIsTheBestProjectiveTree) {
    std::mt19937 rng(3);
    for (int round = 0; round < 300; ++round) {
        const int n = 1 + static_cast<int>(rng() % 5);
        constexpr int stride = 16;
        std::vector<float> arcs(static_cast<std::size_t>(n + 1) * stride);
        for (auto& a : arcs) a = static_cast<float>(rng() % 1000);
        const auto score = [&](const std::vector<int>& head) {
            float s = 0;
            for (int d = 1; d <= n; ++d) s += arcs[static_cast<std::size_t>(d) * stride + head[d]];
            return s;
        };
        const auto good = [&](const std::vector<int>& head) {
            int roots = 0;
            for (int d = 1; d <= n; ++d) {
                roots += head[d] == 0;
                int at = d;
                for (int steps = 0; at && steps <= n; ++steps) at = head[at];
                if (at) return false;
            }
            for (int d = 1; d <= n; ++d)
                for (int e = 1; e <= n; ++e) {
                    const int a = std::min(d, head[d]), b = std::max(d, head[d]), c = std::min(e, head[e]),
                              f = std::max(e, head[e]);
                    if (a < c && c < b && b < f) return false;
                }
            return roots == 1;
        };
        float best = -1;
        std::vector<int> head(n + 1, 0);
        const std::function<void(int)> search = [&](int d) {
            if (d > n) {
                if (good(head)) best = std::max(best, score(head));
                return;
            }
            for (int h = 0; h <= n; ++h)
                if (h != d) head[d] = h, search(d + 1);
        };
        search(1);
        const annotation::Kernels* sets[3];
        for (int k = annotation::available_kernels(sets) - 1; k >= 0; --k) {
            const auto found = annotation::best_tree(arcs, stride, n, *sets[k]);
            EXPECT_TRUE(good(found));
            EXPECT_EQ(score(found), best);
        }
    }
}

// Longer sentences, where the vectors are full: every instruction set finds the same tree.
TEST(Property, BestTreeIsTheSameOnEveryInstructionSet) {
    std::mt19937 rng(13);
    for (const int n : {16, 17, 31, 40, 64, 127}) {
        const int stride = (n + 16) / 16 * 16;
        std::vector<float> arcs(static_cast<std::size_t>(n + 1) * stride);
        for (auto& a : arcs) a = static_cast<float>(rng() % 50);  // few values: ties
        const annotation::Kernels* sets[3];
        const int count = annotation::available_kernels(sets);
        const auto reference = annotation::best_tree(arcs, stride, n, *sets[0]);
        for (int k = 1; k < count; ++k) EXPECT_EQ(annotation::best_tree(arcs, stride, n, *sets[k]), reference) << n;
    }
}

TEST(Property, ADamagedModelIsSeen) {
    std::string bytes(embedded_model("encoder.bin"));
    ASSERT_GT(bytes.size(), 1000u);
    annotation::Encoder whole, hurt, cut;
    EXPECT_TRUE(whole.load(embedded_model("encoder.bin")));
    bytes[bytes.size() / 2] ^= 1;
    EXPECT_FALSE(hurt.load(bytes));
    EXPECT_FALSE(cut.load(std::string_view(bytes).substr(0, 500)));
}

}  // namespace
}  // namespace dragoman
