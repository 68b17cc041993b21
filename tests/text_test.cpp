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
    check("Prices rose 5 per cent. Wages fell.", "Prices|rose|5|per|cent|.‖Wages|fell|.");
    check("It cost Rs. 5 lakh, approx. 5 dollars.", "It|cost|Rs.|5|lakh|,|approx.|5|dollars|.");
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

TEST(Words, MarksInsideAndBesideWords) {
    check("He 'ad '90s songs, '9 and 'em", "He|'|ad|'90s|songs|,|'|9|and|'|em");
    check("'90s", "'90s");
    check("It's, he'll, I'm, they're, we've, she'd, o'clock, rock'n'roll",
          "It|'s|,|he|'ll|,|I|'m|,|they|'re|,|we|'ve|,|she|'d|,|o'clock|,|rock'n'roll");
    check("CAN'T AND DON'T", "CA|N'T|AND|DO|N'T");
    check("n't 't x't", "n't|'|t|x't");
    check("R&B, AT&T, A&, &B", "R&B|,|AT&T|,|A|&|,|&|B");
    check("#tag @desk # 5 @ 5 #5", "#tag|@desk|#|5|@|5|#|5");
    check("wait... and -- or --- ** == __ `` ~~ ++ <<< >>>", "wait|...|and|--|or|---|**|==|__|``|~~|++|<<<|>>>");
    check("What?! Really!? Yes?. No.? .!", "What|?!‖Really|!?‖Yes|?|.‖No|.?|.!");
    check(".5 and 1.5 and 1,5 and 1:5 and 1;5 and 5. and .x", ".5|and|1.5|and|1,5|and|1:5|and|1|;|5|and|5|.|and|.|x");
    check("5.5.5 1,2,3 10:20:30", "5.5.5|1,2,3|10:20:30");
    check("a@b a@b.c, @b a@ a@.b x a@b!", "a@b|a@b.c|,|@b|a|@|a|@|.|b|x|a@b|!");
    check("1/2/34 1/2/345 1/2/3456 11/12/13 111/2/34 1/222/34 1-2-34",
          "1/2/34|1|/|2|/|345|1/2/3456|11/12/13|111|/|2|/|34|1|/|222|/|34|1|-|2|-|34");
    check("713-555-0134 713-555-01345 71-555-0134 1-713-555-0134 12-713-555-0134 123-713-555-0134 713/555/0134",
          "713-555-0134|713|-|555|-|01345|71|-|555-0134|1-713-555-0134|12-713-555-0134|123|-|713-555-0134|713|/|555|/"
          "|0134");
    check("713-555-0134x 713-555-0134- 713-555-0134-5 713-555 713-5555 555-0134 5555-0134 555-01345",
          "713|-|555-0134x|713|-|555-0134|-|713|-|555-0134|-|5|713|-|555|713-5555|555-0134|5555|-|0134|555|-|01345");
    check("1-2-3-4-5-6 1/2/3/4/5 1/2-3", "1|-|2|-|3|-|4|-|5|-|6|1|/|2|/|3|/|4|/|5|1|/|2|-|3");
    check("F-16 F-16-led COVID-19s Su-34- A-b-3", "F-16|F|-|16|-|led|COVID-19s|Su|-|34|-|A|-|b-3");
    check("e-mail re-enter co-op non-EU ex-wife anti-war long-run up-to-date",
          "e-mail|re-enter|co-op|non-EU|ex-wife|anti-war|long|-|run|up|-|to|-|date");
}

TEST(Words, HyphensStopsAndSigns) {
    check("a.m.x U.S.5 Mr.X no.x etc.x", "a.m.x|U.S|.5|Mr|.|X|no|.|x|etc|.|x");
    check("2012-14 5-7 555-7777", "2012|-|14|5|-|7|555-7777");
    check("No. 5 and Nos. 5 and 6, no. He said no. No. Yes", "No.|5|and|Nos.|5|and|6|,|no|.‖He|said|no|.‖No|.‖Yes");
    check("No.5", "No|.5");
    check("etc. and etc. And etc., etc.\nNext", "etc.|and|etc|.‖And|etc.|,|etc|.‖Next");
    check("33°C. 50,000 b/d. 5km. 5 m.", "33|°|C|.‖50,000|b|/|d|.‖5km|.‖5|m|.");
    check("US$ C$ USD$ ABCD$ a$ $5 5$", "US$|C$|USD$|ABCD|$|a|$|$|5|5|$");
    check("5am 5pm 15am 5:30pm am5 xam 5xam 5AM", "5|am|5|pm|15|am|5:30|pm|am5|xam|5xam|5|AM");
    check(":) ;-) :( <3 :x) (:", ":)|;-)|:(|<|3|:|x|)|(:");
    check("(a) [b] {c} «d» “e” ‘f’ \"g\" 'h' ''i'' ``j``",
          "(|a|)|[|b|]|{|c|}|«|d|»|“|e|”|‘|f|’|\"|g|\"|'|h|'|''|i|''|``|j|``");
    check("1st 2nd 3rd 4th 21st 1990s 90s' 5% 5‰ 5°", "1st|2nd|3rd|4th|21st|1990s|90s|'|5|%|5|‰|5|°");
}

TEST(Words, AddressesWithoutSigns) {
    check("aa.com ab.org ac.net ad.gov ae.ru af.uk ag.edu ah.info",
          "aa.com|ab.org|ac.net|ad.gov|ae.ru|af.uk|ag.edu|ah.info");
    check("aa.doc ab.xls ac.pdf ad.txt ae.html af.htm ag.jpg ah.ppt",
          "aa.doc|ab.xls|ac.pdf|ad.txt|ae.html|af.htm|ag.jpg|ah.ppt");
    check("aa.xyz bb.comma", "aa|.|xyz|bb|.|comma");
}

TEST(Sentences, WhatEndsOne) {
    check("He left. She stayed. they sat. He", "He|left|.‖She|stayed|.|they|sat|.‖He");
    check("He left.She stayed.", "He|left|.|She|stayed|.");
    check("He left.” She stayed. “Go.” “Stay.” (He left.) She stayed. [He left.] She",
          "He|left|.|”‖She|stayed|.‖“|Go|.|”‖“|Stay|.|”‖(|He|left|.|)‖She|stayed|.‖[|He|left|.|]‖She");
    check(
        "“Go!” he said. “Go!” He left. “Go?” she asked. “Go?” She left. “Go!” the old man with a hat said. “Go!” Ana "
        "Ruiz, said",
        "“|Go|!|”|he|said|.‖“|Go|!|”‖He|left|.‖“|Go|?|”|she|asked|.‖“|Go|?|”‖She|left|.‖“|Go|!|”|the|old|man|with|a|"
        "hat|said|.‖“|Go|!|”‖Ana|Ruiz|,|said");
    check("Go! go! Go!! Go... go on. Go... Then stop… then Then… Go",
          "Go|!|go|!‖Go|!!‖Go|...|go|on|.‖Go|...‖Then|stop|…|then|Then|…‖Go");
    check("what? yes. no. he left? she", "what|?‖yes|.‖no|.‖he|left|?‖she");
    // "And" with a name behind goes on; other links do where a wire writes whatever follows "U.S." large.
    check("He met the U.S. And Canada. He left the U.S. And then he slept. In the U.S. In May it rained.",
          "He|met|the|U.S.|And|Canada|.‖He|left|the|U.S.‖And|then|he|slept|.‖In|the|U.S.‖In|May|it|rained|.");
    check("The U.S. Has left. He visits the U.S. On April 19. In the U.S. The bus left.",
          "The|U.S.|Has|left|.‖He|visits|the|U.S.|On|April|19|.‖In|the|U.S.‖The|bus|left|.");
    check("The U.S. Has left. It is in the U.S. now. He left the U.S. On Monday it rained.",
          "The|U.S.|Has|left|.‖It|is|in|the|U.S.|now|.‖He|left|the|U.S.‖On|Monday|it|rained|.");
    check("The U.S. President left. The U.S. He left. In the U.S. They met. At 9 a.m. The bus. At 9 a.m. Monday.",
          "The|U.S.|President|left|.‖The|U.S.‖He|left|.‖In|the|U.S.‖They|met|.‖At|9|a.m.‖The|bus|.‖At|9|a.m.|Monday|.");
    check("Mr. The left. Gen. A. Smith left. Jan. He left. It was Jan. The bus. Acme Inc. It sold. Acme Inc. sold.",
          "Mr.|The|left|.‖Gen.|A.|Smith|left|.‖Jan.‖He|left|.‖It|was|Jan.‖The|bus|.‖Acme|Inc.‖It|sold|.‖Acme|Inc.|sold|"
          ".");
    check("Rules: 1. Go. 2. Stay.", "Rules|:|1|.|Go|.‖2|.|Stay|.");
    check("It rose.[7] It fell.[77] It stayed.[777] It [7] rose. It rose. [7] It fell.",
          "It|rose|.|[|7|]‖It|fell|.|[|77|]‖It|stayed|.‖[|777|]|It|[|7|]|rose|.‖It|rose|.|[|7|]‖It|fell|.");
    check("It rained :) It snowed. :) It hailed :( and", "It|rained|:)|It|snowed|.|:)‖It|hailed|:(|and");
    check("It rained . . It snowed . It hailed", "It|rained|.|.‖It|snowed|.‖It|hailed");
    check("QUITO, March 13 - It rained. It snowed.", "QUITO|,|March|13|-‖It|rained|.‖It|snowed|.");
    check("QUITO (Reuters) — It rained.", "QUITO|(|Reuters|)|—‖It|rained|.");
    check("QUITO. March - It rained.", "QUITO|.‖March|-|It|rained|.");
    check("QU - It rained.", "QU|-|It|rained|.");
    check("QUITO-It rained.", "QUITO|-|It|rained|.");
    check("QUITO: it rained - and snowed.", "QUITO|:‖it|rained|-|and|snowed|.");
}

TEST(Sentences, LabelsDatelinesAndCaptions) {
    check("Photo: Ana Ruiz. It rained.", "Photo|:|Ana|Ruiz|.‖It|rained|.");
    check("IMAGE: It rained.", "IMAGE|:‖It|rained|.");
    check("QUITO and all the very many towns in the far far north of it - it rained",
          "QUITO|and|all|the|very|many|towns|in|the|far|far|north|of|it|-|it|rained");
    check("Ana Ruiz: It rained.", "Ana|Ruiz|:‖It|rained|.");
    check("QUESTION: Did it rain?", "QUESTION|:‖Did|it|rain|?");
    check("Question: Did it rain?", "Question|:‖Did|it|rain|?");
    check("Reporter: Did it rain?", "Reporter|:‖Did|it|rain|?");
    check("Climate: animals adjust", "Climate|:|animals|adjust");
    check("Climate: “animals adjust”", "Climate|:‖“|animals|adjust|”");
    check("Head of the Bank for Farms: It rained.", "Head|of|the|Bank|for|Farms|:‖It|rained|.");
    check("Ana Ruiz (to Novak): It rained.", "Ana|Ruiz|(|to|Novak|)|:‖It|rained|.");
    check("Ana Ruiz said: It rained.", "Ana|Ruiz|said|:|It|rained|.");
    check("of the Bank: It rained.", "of|the|Bank|:|It|rained|.");
    check("Ana Ruiz:", "Ana|Ruiz|:");
    check("Ana, Jan and Eva Lopez - Ruiz: It rained.", "Ana|,|Jan|and|Eva|Lopez|-|Ruiz|:‖It|rained|.");
    check("Black Widow and Captain Image: Nick Moreau. Then it rained.",
          "Black|Widow|and|Captain‖Image|:|Nick|Moreau|.‖Then|it|rained|.");
    check("A boat Photo: Ana Ruiz", "A|boat‖Photo|:|Ana|Ruiz");
    check("He said it rained. \n\nShe left\n\nThen", "He|said|it|rained|.‖She|left‖Then");
    check("He said it\nrained. She\nleft", "He|said|it|rained|.‖She|left");
    check("It cost $5. 6 men left. It cost 5.6. It cost 5 . 6",
          "It|cost|$|5|.‖6|men|left|.‖It|cost|5.6|.‖It|cost|5|.‖6");
    check("“He left. She stayed.” They went.", "“|He|left|.‖She|stayed|.|”‖They|went|.");
    check("“He left,” she said. “She stayed.”", "“|He|left|,|”|she|said|.‖“|She|stayed|.|”");
    check("(He left. She stayed.) [See p. 5.] Then", "(|He|left|.‖She|stayed|.|)‖[|See|p.|5|.|]‖Then");
    check("He left.” said Ana. He left.” Said Ana.", "He|left|.|”|said|Ana|.‖He|left|.|”‖Said|Ana|.");
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
