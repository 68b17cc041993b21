// Words and sentences of news, mail and the web: how each text is cut. "|" parts words, "‖" sentences.
#include <gtest/gtest.h>

#include <string>

#include "text/text.h"

namespace dragoman {
namespace {

std::string cut(const std::string& body) {
    const Text text = text::prepare(body);
    std::string out;
    for (const Sentence& s : text.sentences) {
        if (!out.empty()) out += "‖";
        for (int t = s.tokens.begin; t < s.tokens.end; ++t) {
            if (t > s.tokens.begin) out += "|";
            out += text.word(t);
        }
    }
    return out;
}

void check(const std::string& body, const std::string& expected) { EXPECT_EQ(cut(body), expected) << body; }

TEST(Words, CliticsAndHyphens) {
    check("Peru's minister didn't sign.", "Peru|'s|minister|did|n't|sign|.");
    check("They cannot go, he’d said.", "They|can|not|go|,|he|’d|said|.");
    check("A long-term, non-aligned, Russia-led plan", "A|long|-|term|,|non-aligned|,|Russia|-|led|plan");
    check("the COVID-19 ward, a Su-34 jet", "the|COVID-19|ward|,|a|Su-34|jet");
    check("dont say it wont, Ive seen whats new", "do|nt|say|it|wo|nt|,|I|ve|seen|what|s|new");
}

TEST(Words, NumbersDatesTelephones) {
    check("It cost US$1,200.50 or 31%.", "It|cost|US$|1,200.50|or|31|%|.");
    check("signed on 11/28/2000 or 3/4/99", "signed|on|11/28/2000|or|3/4/99");
    check("Call 713-555-0134 or 1-800-555-0134.", "Call|713-555-0134|or|1-800-555-0134|.");
    check("from 2012-2014, 5-7 people", "from|2012|-|2014|,|5|-|7|people");
    check("a ratio of 1/2/30000", "a|ratio|of|1|/|2|/|30000");  // no date
    check("a batch of 1/250/99", "a|batch|of|1|/|250|/|99");
    check("at 8:30pm", "at|8:30|pm");
}

TEST(Words, AddressesFilesFaces) {
    check("See http://example.org/a?b=1, or write to desk@example.org.",
          "See|http://example.org/a?b=1|,|or|write|to|desk@example.org|.");
    check("He sent plan.doc and budget.xls by mail.", "He|sent|plan.doc|and|budget.xls|by|mail|.");
    check("Great :) really ;-)", "Great|:)|really|;-)");
    check("What?! No!! << quoted >>", "What|?!‖No|!!‖<<|quoted|>>");
    check("''Yes'' it was", "''|Yes|''|it|was");
}

TEST(Words, AbbreviationsKeepTheirStops) {
    check("Gen. J. Smith of the U.S. Army met Mr. Li at 9 a.m. in Jan. 2020.",
          "Gen.|J.|Smith|of|the|U.S.|Army|met|Mr.|Li|at|9|a.m.|in|Jan.|2020|.");
    check("Bread, milk, etc. are dear.", "Bread|,|milk|,|etc.|are|dear|.");
    check("Bread, milk, etc.", "Bread|,|milk|,|etc|.");
}

TEST(Sentences, StopsAndMarks) {
    check("He left. She stayed.", "He|left|.‖She|stayed|.");
    check("“We agree.” He left.", "“|We|agree|.|”‖He|left|.");
    check("“Why?” he asked.", "“|Why|?|”|he|asked|.");
    check("Prices rose 3.5 percent. Wages did not.", "Prices|rose|3.5|percent|.‖Wages|did|not|.");
    check("They live in the U.S. The others left.", "They|live|in|the|U.S.‖The|others|left|.");
    check("i went home. it was late. ok", "i|went|home|.‖it|was|late|.‖ok");
    check("Well... maybe not.", "Well|...|maybe|not|.");
}

TEST(Sentences, DatelinesLabelsHeadlines) {
    check("QUITO, March 13 - Banks closed.", "QUITO|,|March|13|-‖Banks|closed|.");
    check("BEIJING (Xinhua) — China sent aid.", "BEIJING|(|Xinhua|)|—‖China|sent|aid|.");
    check("QUESTION: Will you sign?", "QUESTION|:‖Will|you|sign|?");
    check("Anna Keller: We will sign.", "Anna|Keller|:‖We|will|sign|.");
    check("Climate: animals adjust faster than people.", "Climate|:|animals|adjust|faster|than|people|.");
    check("The harbour of Altona Image: Anna Keller.", "The|harbour|of|Altona‖Image|:|Anna|Keller|.");
    check("Minister signs trade deal\n\nThe minister signed it on Friday.",
          "Minister|signs|trade|deal‖The|minister|signed|it|on|Friday|.");
}

TEST(Sentences, ListsAndNotes) {
    check("1. The banks reopen.", "1|.|The|banks|reopen|.");
    check("She opened the mine in 1931.[7] It closed later.", "She|opened|the|mine|in|1931|.|[|7|]‖It|closed|later|.");
    check("That is fine. :) Good.", "That|is|fine|.|:)‖Good|.");
}

int paragraphs(const std::string& body) {
    const Text text = text::prepare(body);
    return text.sentences.empty() ? 0 : text.sentences.back().paragraph + 1;
}

// A line feed wraps a line, or ends a paragraph: by how most lines of the text end.
TEST(Sentences, LinesAndParagraphs) {
    EXPECT_EQ(paragraphs("Peru left the talks.\nChile stayed.\nThey go on."), 3);
    EXPECT_EQ(paragraphs("Peru left\nthe talks with\nChile, and they\ngo on."), 1);
    EXPECT_EQ(paragraphs("Peru left \nthe talks with \nChile, and they \ngo on."), 1);
    EXPECT_EQ(paragraphs("“Peru left.”\n“Chile stayed.”\nThey go on."), 3);
    EXPECT_EQ(paragraphs("Peru left\nthe talks.\n\nChile stayed."), 2);
}

TEST(Decoding, LineEndsOfUtf16) {
    std::string bytes = "\xFF\xFE";
    for (const char c : std::string("Peru left.\r\nIt stayed.\rAll.")) (bytes += c) += '\0';
    EXPECT_EQ(text::prepare(bytes).body, "Peru left.\nIt stayed.\nAll.");
}

// Marks on one letter beyond the thirtieth would be put in order one by one; places behind them stay where they are.
/// A record's words are those of its story: what markup left in plain text stays.
TEST(Decoding, CharacterReferencesStay) {
    EXPECT_EQ(text::prepare("Chile&#39;s port is &quot;open&quot; &amp; busy.").body,
              "Chile&#39;s port is &quot;open&quot; &amp; busy.");
}

TEST(Decoding, FewMarksOnOneLetter) {
    std::string body = "a";
    for (int i = 0; i < 1000; ++i) body += "\u0316\u0301";
    const Text text = text::prepare(body + " Peru left.");
    EXPECT_LT(text.body.size(), 80u);
    ASSERT_FALSE(text.notes.empty());
    EXPECT_EQ(text.notes[0].code, "cut");
    const auto peru = static_cast<std::uint32_t>(text.body.find("Peru"));
    EXPECT_EQ(text.input_offset(peru), body.size() + 1);
    EXPECT_TRUE(text::prepare("Pe\u0301ru left.").notes.empty());
}

}  // namespace
}  // namespace dragoman
