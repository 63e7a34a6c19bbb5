import Markup

extension HTML {
    mutating func subject(_ subject: SubjectDetail, actions: [Action], formToken: String?) {
        crumbs([(label: "监管对象", href: "/subjects")], here: subject.name)
        pageHead(subject.name, tag: (label: subject.status, tone: subject.isRegistered ? .ok : .mute), actions: actions,
            formToken: formToken)
        card("基本信息") { $0.record(subject.fields.map { (label: $0.label, value: $0.value) }) }
    }
}
