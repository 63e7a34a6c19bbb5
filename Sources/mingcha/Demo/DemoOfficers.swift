import Authority
import Library
import Registry
import Storage
import Timekeeping

/// Sixty invented officers of the county; those of the demo accounts come first.
enum DemoOfficers {
    private static let families = ["赵", "钱", "孙", "李", "吴", "郑", "王", "冯", "陈", "褚", "卫", "蒋"]
    private static let given = ["守正", "若水", "景行", "思齐", "文渊", "致远", "明德", "怀瑾", "秉文", "清和"]

    static func record(_ number: Int, organization: Organization.ID, today: CalendarDate) -> OfficerRecord? {
        let own = DemoPerson.staff.filter { $0.agency == .county && $0.roles.contains(.officer) }
        let person = number <= own.count ? own[number - 1] : nil
        let name = person?.name ?? families[number % families.count] + given[number / 2 % given.count]
        guard let citizen = CitizenIDNumber(person?.citizenID ?? InventedIdentity.citizenID(number: 100 + number)) else { return nil }
        var record = OfficerRecord(
            fullName: name, citizenID: citizen, phone: person?.mobile ?? "1990001" + String(String(10_000 + number).dropFirst()),
            organization: organization, certificateNumber: "99010100" + String(String(1_000 + number).dropFirst()),
            // one certificate in twenty has run out, so that OFCR-06 can be seen
            certificateValidUntil: today.advanced(days: number % 20 == 19 ? -30 : 900))
        record.position = person?.position ?? ["执法一科", "执法二科", "特种设备科", "药品科"][number % 4]
        record.domains = [.marketRegulation]
        record.isLeader = number % 3 == 1
        return record
    }
}
