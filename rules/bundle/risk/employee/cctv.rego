# METADATA
# title: 视频监控未备案，或装在私密处
# description: 拍到公共区域的视频系统没有在 30 日内备案，或者在宿舍房间等私密处装了摄像头。住宿房间等私密部位，禁止安装。
# custom:
#   id: EMP-094
#   scope: company
#   severity: medium
#   theme: employment
#   basis_kind: law
#   basis:
#     - {source: S40, article: 第七、八、十四条}
#     - {source: S12, article: 第二十六条}
#   remedy:
#     - 补做备案
#     - 拆掉私密处的摄像头
#   evidence: [点位图, 备案回执]
#   effort: {days: 10, source: house}
#   lifecycle: stable
#   en:
#     title: Cameras not filed, or in private places
#     why: A camera system that films public areas was not filed within 30 days, or there are cameras in dormitory rooms or other private places. In lodging rooms and the like they are forbidden.
#     remedy:
#       - File the system late
#       - Take down the cameras in private places
#     evidence: [The plan of cameras, The filing receipt]
package risk.employee.cctv

fires if {
	input.company.cctv_public
	input.company.cctv_filed == false
}

fires if input.company.cctv_private_area

evidence["cctv_public"] := input.company.cctv_public
evidence["cctv_filed"] := input.company.cctv_filed
evidence["cctv_private_area"] := input.company.cctv_private_area
