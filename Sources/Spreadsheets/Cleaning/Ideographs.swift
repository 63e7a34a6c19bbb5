import Foundation

/// Characters that look like an ideograph and are another code point: nobody finds what was stored with them.
enum Ideographs {
    /// The radicals of Kangxi, U+2F00 on, which PDF readers put in the place of ideographs. 户, 青 and 黄 are written as
    /// the mainland writes them.
    private static let kangxi = Array(
        """
        一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日曰月木欠止歹殳毋\
        比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰\
        辵邑酉釆里金長門阜隶隹雨青非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黄黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠
        """.unicodeScalars)

    /// Whole characters among the further radicals.
    private static let furtherRadicals: [UInt32: Unicode.Scalar] = [
        0x2E9F: "母", 0x2EA0: "民", 0x2EA9: "王", 0x2EAC: "示", 0x2EC1: "虎", 0x2EC4: "西", 0x2EC5: "见", 0x2EC6: "角", 0x2EC9: "贝",
        0x2ECB: "车", 0x2ED1: "長", 0x2ED3: "长", 0x2ED4: "门", 0x2ED7: "雨", 0x2ED8: "青", 0x2ED9: "韦", 0x2EDA: "页", 0x2EDB: "风",
        0x2EDC: "飞", 0x2EDD: "食", 0x2EE2: "马", 0x2EE3: "骨", 0x2EE4: "鬼", 0x2EE5: "鱼", 0x2EE6: "鸟", 0x2EE7: "卤", 0x2EE8: "麦",
        0x2EE9: "黄", 0x2EEA: "黾", 0x2EEB: "斉", 0x2EEC: "齐", 0x2EED: "歯", 0x2EEE: "齿", 0x2EEF: "竜", 0x2EF0: "龙", 0x2EF2: "亀",
        0x2EF3: "龟",
    ]

    /// What stands in GB18030 where GBK had its private places, U+E815 to U+E864, today.
    private static let formerlyPrivate = Array(
        "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻".unicodeScalars)

    /// The ideograph that is meant; the character itself where it is what it seems.
    static func meant(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        let value = scalar.value
        switch value {
        case 0x2F00...0x2FD5: return kangxi[Int(value - 0x2F00)]
        case 0x2E80...0x2EF3: return furtherRadicals[value] ?? scalar
        case 0xE815...0xE864: return formerlyPrivate[Int(value - 0xE815)]
        case 0xF900...0xFAD9, 0x2F800...0x2FA1D:
            let mapped = String(Character(scalar)).precomposedStringWithCanonicalMapping.unicodeScalars
            return mapped.count == 1 ? mapped.first ?? scalar : scalar
        default: return scalar
        }
    }

    static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3400...0x4DBF, 0x4E00...0x9FFF, 0x20000...0x323AF: true
        default: false
        }
    }

    /// The dots that people put between the parts of a name, beside · itself.
    static func isNameDot(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65: true
        default: false
        }
    }

    /// What no font prints: damaged text, places of private use, no characters, small pictures.
    static func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
        let value = scalar.value
        // what nearly every character is, first
        if (0x3000...0x9FFF).contains(value) || value < 0x2300 { return false }
        switch value {
        case 0xFFFD, 0xFFFC, 0xE000...0xE814, 0xE865...0xF8FF, 0xF0000...0x10FFFF, 0xFDD0...0xFDEF: return true
        case 0x1F000...0x1FAFF: return true
        default:
            if value & 0xFFFE == 0xFFFE { return true }
            return scalar.properties.isEmojiPresentation || scalar.properties.generalCategory == .unassigned
        }
    }
}
