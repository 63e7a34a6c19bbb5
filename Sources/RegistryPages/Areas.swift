import Authority
import Doors
import Importing
import Ledger
import Library
import Registry

/// What this target brings along.
extension Area {
    package static let subjects = Area(
        facts: [
            SubjectRegistration.registered, SubjectChange.changed, SubjectFullView.viewed, SubjectDrafting.drafted,
            SubjectSubmission.submitted, SubjectWritingOff.writtenOff, SubjectRestoring.restored, SubjectByHand.added, AreaAddition.added,
            AreaChange.changed, AreaGridChange.changed, AreaDivisionJob.placed, AreaDivisionJob.displaced,
            SubjectAnnotating.annotated, SubjectLinking.linked, SubjectUnlinking.unlinked, WorkshopAddition.added,
            WorkshopChange.changed, WorkshopRemoval.removed, LibrarySynthesis.began,
        ] + LicenceFacts.all,
        routes: SubjectPages.routes + AreaPages.routes + AreaGridPages.routes,
        menu: SubjectPages.menu,
        codes: [
            CodeList("对象类型", SubjectKind.self, \.label), CodeList("主体类型", EntityKind.self, \.label),
            CodeList("登记状态", RegistrationStatus.self, \.label), CodeList("等级", Grade.self, \.label),
            CodeList("对象状态", SubjectStatus.self, \.label), CodeList("数据来源", SubjectSource.self, \.label),
            CodeList("安全生产要素", SafetyElement.self, \.label), CodeList("企业类别", EnterpriseCategory.self, \.label),
            CodeList("专项行业类型", ProgrammeTrade.self, \.label), CodeList("生产单元", ProductionUnit.self, \.label),
            CodeList("涉及场所", WorkshopPremise.self, \.label), CodeList("设备种类", EquipmentKind.self, \.label),
        ],
        imports: [SubjectImport(), LicenceImport()] + SubjectKindImport.all,
        exports: [SubjectExport(), LicenceExport()],
        smallTables: ["regulatory_area"])

    package static let basicInformation = Area(
        routes: BasicInformationPages.routes,
        menu: BasicInformationPages.menu,
        imports: [OrganizationImport(), DivisionImport(), AccountImport()],
        exports: [OrganizationExport(), AccountExport()])

    package static let officers = Area(
        facts: [OfficerAddition.added, OfficerChange.changed, OfficerWithdrawal.withdrawn, OfficerRegister.released],
        routes: OfficerPages.routes,
        menu: OfficerPages.menu,
        codes: [
            CodeList("执法人员类别", OfficerQualification.self, \.label),
            CodeList("执法人员状态", OfficerStatus.self, \.label),
        ],
        imports: [OfficerImport()],
        exports: [OfficerExport()])

    package static let officerPools = Area(
        facts: [OfficerPoolFounding.founded, OfficerPoolChange.changed],
        routes: OfficerPoolPages.routes,
        menu: OfficerPoolPages.menu,
        smallTables: ["officer_pool", "officer_pool_search"])

    package static let enforcementEquipment = Area(
        facts: [
            EnforcementEquipmentRegistration.registered, EnforcementEquipmentChange.changed, EnforcementEquipmentMovement.issued,
            EnforcementEquipmentMovement.returned, EnforcementEquipmentMovement.moved,
        ],
        routes: EnforcementEquipmentPages.routes,
        menu: EnforcementEquipmentPages.menu,
        codes: [
            CodeList("执法装备类型", EnforcementEquipmentKind.self, \.label),
            CodeList("执法装备状态", EnforcementEquipmentStatus.self, \.label),
        ],
        smallTables: ["enforcement_equipment", "enforcement_equipment_search"])

    package static let elements = Area(routes: ElementPages.routes + VersionPages.routes, menu: ElementPages.menu)

    package static let items = Area(
        facts: [
            ItemCreation.created, ItemChange.changed, Item.disabled, Item.enabled, ItemClaim.claimed, ItemReturn.returned,
            CheckFormCreation.created, CheckFormChange.changed, CheckFormEnabling.enabled, CheckForm.disabled, CheckForm.enabled,
        ],
        routes: ItemPages.routes + SpotCheckItemPages.routes + CheckFormPages.routes,
        menu: ItemPages.menu,
        codes: [
            CodeList("对象大类", SubjectClass.self, \.label), CodeList("事项种类", ItemKind.self, \.label),
            CodeList("事项状态", ItemStatus.self, \.label), CodeList("检查方式（表单）", InspectionMode.self, \.label),
            CodeList("答案尺度", AnswerScale.self, \.label), CodeList("表单状态", CheckFormStatus.self, \.label),
            CodeList("表单版本状态", CheckFormVersionStatus.self, \.label),
            CodeList("表单种类", CheckFormKind.self, \.label),
        ],
        imports: [ItemImport(.supervision), ItemImport(.spotCheck), CheckFormImport()],
        exports: [ItemExport(.supervision), ItemExport(.spotCheck), CheckFormExport()],
        smallTables: [
            "item", "item_search", "item_claim", "spot_check_item_part", "check_form", "check_form_search",
            "check_form_item", "check_form_version",
        ])

    package static let resultTemplates = Area(
        facts: [
            ResultTemplateCreation.created, ResultTemplateChange.changed, OwnResultTemplate.disabled, OwnResultTemplate.enabled,
        ],
        routes: ResultTemplatePages.routes)

    package static let matters = Area(
        facts: [
            CheckMatterCreation.created, CheckMatterChange.changed, CheckMatter.disabled, CheckMatter.enabled,
            BasicCheckMatterDelivery.delivered, InspectionTypeCreation.created, InspectionTypeChange.changed,
        ],
        routes: MatterPages.routes + InspectionTypePages.routes,
        menu: MatterPages.menu,
        codes: [
            CodeList("检查内容来源", CheckMatterOrigin.self, \.label),
        ],
        imports: [CheckMatterImport()],
        exports: [CheckMatterExport()],
        smallTables: [
            "check_matter", "check_matter_search", "inspection_type", "inspection_type_search",
            "inspection_type_matter",
        ])

    package static let laws = Area(
        facts: [
            StatuteAddition.added, StatuteChange.changed, StatuteRepeal.repealed, ArticleAmendment.amended, ArticleAmendment.corrected,
            ArticleRepeal.repealed, LawImportJob.imported, LawImportCorrection.corrected, LawDelivery.delivered,
            LegalRuleSuccession.succeeded,
        ],
        routes: LawPages.routes + LegalRulePages.routes,
        menu: LawPages.menu,
        codes: [
            CodeList("法规类别", StatuteKind.self, \.label), CodeList("法规书架", LawShelf.self, \.label),
            CodeList("法规效力", StatuteStanding.self, \.label), CodeList("规则核对情况", LegalVerification.self, \.label),
            CodeList("法规文件导入结果", StatuteFileOutcome.self, \.label),
        ],
        exports: [StatuteExport()],
        smallTables: [
            "statute", "statute_search", "statute_article", "legal_rule", "legal_rule_search",
        ])

    package static let imports = Area(
        facts: ImportFacts.kinds + Job.factKinds,
        routes: ImportPages.routes + JobPages.routes,
        codes: [
            CodeList("后台任务状态", JobState.self, \.label),
        ])
}
