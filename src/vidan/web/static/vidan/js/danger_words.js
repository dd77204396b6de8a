// Drawn from content/feedback by `python -m tests.house.drawings`; a change by hand is lost.
export const ALONE = `cứu với, cứu tôi, cứu gấp, ai cứu, kêu cứu, cứu mấy, đến cứu, ra cứu, cấp cứu gấp, gọi cấp cứu, gọi giúp xe,
khẩn cấp, nguy kịch, nguy hiểm tính mạng, bất tỉnh, ngất xỉu, co giật, tím tái, tím người, khó thở, không thở
được, thở yếu, sùi bọt mép, đột quỵ, méo miệng, đau ngực, ngộ độc, nôn ra máu, nôn thốc, nôn mửa, uống thuốc
sâu, uống thuốc diệt cỏ, uống nhầm, tự tử, treo cổ, nhảy cầu, rắn cắn, rắn độc cắn, băng huyết, vỡ ối, sắp đẻ,
đẻ rơi, đuối nước, rơi xuống sông, rơi xuống kênh, rơi xuống giếng, rơi xuống hồ, bị cuốn, cuốn trôi, mất
tích, điện giật, bị giật, giật ngã, dính vào cột, tóe lửa, dây điện đứt, đứt dây điện, dây đứt, điện đứt, nổ
cháy, bốc khói, bốc cháy, đang cháy, cháy nhà, cháy rồi, cháy lớn, cháy lan, cháy to, lửa cháy, lửa bốc, lửa
lan, đang lan, khói đen mù, rò ga, xì ga, mùi ga, rò khí, khí độc, bình ga nổ, phát nổ, bỏng nặng, bị bỏng,
nước lũ, lũ quét, lũ về, lũ lên, nước dâng, nước lên tới, nước lên nhanh, tràn vào nhà, ngập nóc, ngập tới
mái, ngập đến mái, trên mái nhà, leo lên nóc, bị cô lập, chia cắt, sạt lở vùi, vùi lấp, bị vùi, vùi nhà, lấp
nhà, đất sập, đổ sập, vừa sập, sập rồi, bị sập, sập đè, sập xuống, đè lên, đè người, mắc kẹt, kẹt trong, kẹt
bên trong, kẹt dưới, còn người, người bên trong, vỡ đập, sắp vỡ, đập vỡ, nước phun, xì nước, tràn qua đập,
tràn qua mặt đập, đang nứt toác, đang nứt, đất chảy, đang sạt, đang trôi, đang sập, nghiêng sắp đổ, chém nhau,
đâm nhau, đâm chết, cầm dao, cầm súng, cầm rựa, cầm búa, cầm xăng, dọa giết, đòi giết, đánh chết, đang đánh,
chảy máu, chảy nhiều máu, máu me, bị thương, bị thương nặng, gãy chân nằm, nằm đó, nằm giữa đường, không tỉnh,
bắt cóc, phá cửa, chó dại, trộm đang, sơ tán ngay, chết hàng loạt, chết đồng loạt, lăn ra chết, chết rũ, chết
con, con hôm nay, lây nhanh, lan nhanh, lây ầm, lan cả bản, dịch tả, khoanh vùng gấp, nước ăn bị, đang dùng
nước, đang uống, đang lấy nước, nhiễm độc, đổ thuốc độc, hóa chất lật, vừa ngã, vừa đâm, vừa rơi, lao xuống,
lao vào nhà, lật xuống, lật chắn, tai nạn, tai nạn nặng, đâm vào nhau, dọn gấp, đến ngay, tới ngay, về ngay,
vừa có người, người rơi, rơi xuống suối, cháy chợ, lửa to, lửa lớn, dập không nổi, dập không được, không dập
nổi, nước ngập đến, ngập đến giường, tới giường, đất đá đổ, tiếng kêu cứu, tiếng kêu, liệt nửa người, liệt
nửa, đau dữ dội, ngã từ trên cao, rơi từ, chảy máu không cầm, mất máu, sốt cao co giật, nghẹt thở, đang chìm,
bị lật, lật thuyền, lật xe, xe lật, bị chôn, bị điện, điện rò, rò điện, đứt rơi, rơi xuống mặt đường, xe rơi,
đường sụt, đang đuổi, đang phá, đang cầm, cầm gậy, đòi đốt, tưới xăng, đổ xăng, dọa đốt, dọa nhảy, bị đánh,
đánh hội đồng, cả đàn chết, chết từ sáng, chết từ trưa, chết trắng, ốm hàng loạt, tràn hóa chất, tràn dầu, đổ
hóa chất, rò hóa chất, chảy vào bể nước, chảy xuống giếng, ong đốt, bò tót, sét đánh, bị sét, đột tử, ngừng
thở, không thở, không cựa, chết đuối, bé gái bị, trẻ bị lạc, lạc trong rừng, mất tích từ, kẹt thang, kẹt giữa,
không ra được, giữa dòng, sắp đi qua, chưa kịp, sắp lan, chưa ai biết, đang chạy tới, chặn ngay, vừa mới, bây
giờ, lúc này, giờ này, hôm nay, sáng nay, chiều nay, trưa nay, tối nay, đêm nay, từ sáng, từ trưa, từ chiều,
từ nãy, nãy giờ, nhanh lên, còn trong, vẫn còn, ở trong, bên trong, ở dưới, chưa ra được, không ai dám, không
dám vào, chưa ai tới, chưa ai đến, gọi mãi, ai giúp, giúp với, làm ơn, hàng loạt, liên tiếp, cả đàn, cả bản,
cả xóm, ầm ầm, ào ào, cuồn cuộn, không kịp, tạt sang, lan sang, kia kìa, đến liền, xuống ngay, gió to, gió
mạnh, gió thổi, trời tối, bóp cổ, siết cổ, dí dao, kề dao, kề cổ, ngang cửa sổ, ngang ngực, ngang cổ, tới
ngực, tới cổ, nước xiết, nước lên, nước tràn, nứt toác, trượt xuống, đổ xuống, đổ đè, chạm vào, nuốt phải,
uống phải, hít phải, mê man, hôn mê, tắc thở, trợn mắt, sắp chết, hấp hối, chuyển dạ, ối giời, ối trời, ối
làng, cấp cứu, lăn ra, chảy dãi, bỏ ăn, kêu la, kêu khóc, la hét, va vào, nhảy xuống, bế tắc muốn chết`;
/** Of each scene: things, what happens to them, what says it alone, who must be named. */
export const SCENES = [
  [
    `dây điện, dây diện, đường dây, đường điện, cột điện, trụ điện, cáp điện, trạm điện, trạm biến áp, biến áp,
bình biến áp, biến thế, tủ điện, công tơ, cầu dao, cao thế, hạ thế, dây trần, ổ điện, dây cáp, đường dây điện,
dây`,
    `đứt, rơi, rơi xuống, rụng, rớt, sà xuống, tụt xuống, chạm, võng xuống, tóe, tóe lửa, tóe tia, nổ, phát nổ,
cháy, bốc cháy, bốc khói, bốc lửa, lép bép, lẹt đẹt, lẹt xẹt, xẹt, xẹt lửa, đánh lửa, phóng điện, rò, rò điện,
giật, đổ, gãy, đè, sắp đổ, nhiễm điện, vắt ngang, nằm ngang, nằm dưới, nằm trên, hở, vướng, nổ đùng, nổ lẹt,
khét, khét lẹt, gãy ngang, tụt, trùng xuống, ngang đầu, xẹt xẹt, đùng đùng, lòng thòng sát đất`,
    ``,
    ``,
  ],
  [
    `điện, mái tôn, hàng rào, rào sắt, cột đèn, máy bơm, tay nắm`,
    `giật, bị giật, giật chết, giật tê, giật ngã, điện giật, nhiễm điện, rò điện, rò ra, truyền điện, tê tay, dính
vào, phóng`,
    `điện giật, bị điện giật, chập điện cháy, rò điện`,
    ``,
  ],
  [
    `người, cháu, bé, em bé, em, trẻ, trẻ con, trẻ em, đứa, đứa nhỏ, đứa bé, con tôi, con em, con gái, con trai,
cháu bé, học sinh, công nhân, thợ, ông, bà, cụ, bác, anh, chị, cô, chú, mẹ, bố, cha, vợ, chồng, mệ, o, thằng
bé, nạn nhân, tài xế, phụ hồ, bạn, mấy mẹ con, cả nhà, gia đình, trâu bò`,
    `nước cuốn, lũ cuốn, suối cuốn, bị cuốn, cuốn trôi, cuốn đi, trôi theo, trôi sông, trôi mất, đuối nước, bị
đuối, đang đuối, chới với, sặc nước, chìm, chìm nghỉm, hụt chân, sa chân, sẩy chân, rơi xuống nước, rơi xuống
sông, rơi xuống suối, rơi xuống ao, rơi xuống giếng, rơi xuống hồ, rơi xuống mương, rơi xuống kênh, ngã xuống
ao, ngã xuống sông, ngã xuống suối, ngã xuống giếng, ngã xuống mương, ngã xuống hồ, ngã xuống kênh, rơi vào
hố, ngã giếng, lọt xuống, rớt xuống, tụt xuống, chưa thấy lên, không thấy lên, mãi không lên, không thấy nổi,
tắm sông, tắm suối, tắm hồ, tắm ao`,
    ``,
    ``,
  ],
  [
    `thuyền, đò, ghe, mảng, bè, xuồng, ca nô`,
    `lật, chìm, trôi, đứt dây, mắc kẹt, vỡ, tròng trành, giữa sông, giữa dòng, mất tích`,
    ``,
    ``,
  ],
  [
    `nhà, bếp, kho, chợ, quán, rừng, đồi, rú, keo, thông, nương, xe, xưởng, trường, lớp, mái, cửa hàng, tiệm,
chuồng, rơm, cây rơm, đống rơm, xóm, bản, kiốt, ki ốt, phòng trọ, cây xăng, mía, luồng, bụi tre, nhà sàn, thôn`,
    `cháy, đang cháy, cháy to, cháy lớn, cháy rồi, cháy lan, cháy ngùn ngụt, cháy rừng rực, cháy dữ, bốc cháy, bị
cháy, bắt lửa, bén lửa, lửa bén, lửa lan, lửa bốc, lửa cháy, có lửa, phát hỏa, bùng lên, bốc lửa, ngùn ngụt,
không dập nổi, dập không nổi, dập không kịp, dập không được, chữa cháy không`,
    `cứu hỏa, hỏa hoạn, cháy rừng, cháy nhà, lửa cháy, lửa lan, lửa bốc, lửa bén, dập lửa không, phựt lửa, bùng
cháy, cháy đỏ rực, đỏ rực, bốc cháy dữ dội, cháy lan sang, lửa ngùn ngụt, cháy xe, cháy kho, cháy bếp, cháy
trụi, đang cháy dữ`,
    ``,
  ],
  [
    `đồi, núi, taluy, ta luy, vách, vách đá, sườn, quả đồi, đất, đất đá, đá, tảng đá, hòn đá, bờ sông, bờ suối,
chân núi, mái đồi, mé đồi, dốc, rú`,
    `sạt xuống, sạt lở xuống, đang sạt, đang lở, vừa sạt, vừa lở, lở xuống, sạt ầm, sạt vào, lở vào, đang nứt, nứt
toác, nứt một vệt, nứt vệt dài, nứt rộng, nứt to ra, trượt xuống, trượt, đang trượt, lăn xuống, lăn ầm ầm, lăn
vào, lăn trúng, ầm ầm, ào ào, đổ xuống, ụp xuống, chảy xuống, ập xuống, ập vào, vùi, vùi lấp, lấp nhà, chôn,
đè, tràn vào nhà, rung, răng rắc, kêu răng rắc, nổ lục bục, chuồi xuống, tuột xuống, trôi xuống, sụp xuống,
sập xuống`,
    ``,
    ``,
  ],
  [
    `nước, lũ, nước lũ, nước sông, nước suối, nước hồ, lũ ống, lũ quét, lụt, mưa lũ`,
    `dâng, dâng nhanh, dâng cao, đang dâng, dâng lên, lên nhanh, lên tới, lên đến, lên tận, lên cao, lên mái, lên
nóc, lên ngang, ngập tới, ngập đến, ngập nhà, ngập nóc, ngập mái, ngập cả nhà, ngập giường, lên giường, leo
lên giường, trèo lên gác, lên gác, tràn vào, tràn vô, tràn qua, tràn vào nhà, tràn lên, ngang ngực, ngang
bụng, ngang cổ, ngang cửa, ngang cửa sổ, mấp mé, vào tới, vào đến nhà, vào nhà, lút, lút đầu, quá đầu, tới cổ,
đến cổ, tới thềm, tới giường, tới ngực, đến ngực, đến bụng, về nhanh, về rồi, về to, đổ về, kéo về, cuồn cuộn,
vây, bủa vây, cô lập, chảy xiết, không ra được, không chạy được, tới đùi, tới gối, tới đầu gối, tới hông, tới
lưng, tới cằm, tới háng, tới mông, tới vai, tới bụng, tới thắt lưng, tới mái hiên, tới cửa sổ, tới nóc, tới
gác, đến đùi, đến gối, đến đầu gối, đến hông, đến lưng, đến cằm, đến háng, đến mông, đến vai, đến thắt lưng,
đến mái hiên, đến cửa sổ, đến nóc, đến gác, ngang đùi, ngang gối, ngang đầu gối, ngang hông, ngang lưng, ngang
cằm, ngang háng, ngang mông, ngang vai, ngang thắt lưng, ngang mái hiên, ngang nóc, ngang gác, đã tới, bao
vây, vây quanh, vây kín, tứ phía, sắp tràn, đang tràn, tràn bờ, đang lên`,
    ``,
    ``,
  ],
  [
    `người, cháu, bé, em bé, em, trẻ, trẻ con, trẻ em, đứa, đứa nhỏ, đứa bé, con tôi, con em, con gái, con trai,
cháu bé, học sinh, công nhân, thợ, ông, bà, cụ, bác, anh, chị, cô, chú, mẹ, bố, cha, vợ, chồng, mệ, o, thằng
bé, nạn nhân, tài xế, phụ hồ, bạn, mấy mẹ con, cả nhà, gia đình, hộ, nhà, xóm, bản, thôn`,
    `trên mái, trên nóc, lên mái nhà, lên nóc, leo lên mái, trèo lên mái, bị cô lập, cô lập hoàn toàn, mắc kẹt, bị
kẹt, kẹt giữa, kẹt lại, kẹt trong, kẹt dưới, kẹt ở, giữa dòng, giữa suối, không ra được, không thoát ra, không
vào được bờ, không vào bờ, không qua được bờ, chưa ra được, còn ở trong, còn bên trong, còn trong nhà, ở bên
trong, bị vùi, bị lấp, bị chôn, vùi lấp, bị đè, đè lên, đè trúng, đè chết, đè bên dưới, đè dưới, đang bới,
đang đào, đất lấp, lấp tới, đè bẹp, không kéo ra được, chưa đưa ra được, đang khóc trong, bị nhốt trong, không
có lối ra, hết sữa, hết đồ ăn`,
    ``,
    ``,
  ],
  [
    `đập, hồ, hồ chứa, thân đập, mặt đập, bờ đập, con đập, đập nước, đê, hồ thủy lợi, hồ nước, cửa xả, mái hạ lưu,
mái đập, chân đập, tràn xả lũ, hạ lưu`,
    `rò, rò rỉ, rò nước, rò mạnh, thấm, thấm mạnh, xì, xì nước, phun, phun nước, phụt, đục ngầu, nứt, nứt dài, nứt
toác, tràn qua, sắp vỡ, sợ vỡ, chực vỡ, vỡ, vỡ rồi, sụt, lún, lỗ thủng, thủng, chảy mạnh, ào ra, xói, xói
ngầm, sủi, lỗ phun, phun ra, vòi nước phun, đùn, mạch đùn, sạt mái`,
    ``,
    ``,
  ],
  [
    `cầu, cầu treo, cầu tạm, cầu tràn, cầu phao, cầu gỗ, cầu tre, cây cầu, cống, ngầm, ngầm tràn, đường, mặt đường,
nền đường`,
    `sập, vừa sập, sập mất, sập rồi, gãy, gãy nhịp, gãy đôi, đứt cáp, đứt một bên, đứt, trôi, cuốn trôi, trôi mất,
bị cuốn, sụt, sụp, sụt xuống, sụp xuống, sụt hố, đứt đường, đứt gãy, đứt đôi, đổ, hàm ếch, hố tử thần, hố sâu,
lao xuống hố, rơi xuống hố, lọt xuống hố`,
    ``,
    ``,
  ],
  [
    `cây, cây to, đá, tảng đá, xe, cột, dây, đất đá, gốc cây, thân cây, xe tải, trâu, dầu`,
    `đổ chắn, đổ ngang, chắn ngang, chắn hết, nằm chắn, nằm giữa đường, nằm ngang đường, nằm ngang, đổ ra đường, đổ
xuống đường, chắn đường, chắn cả đường, lấp đường, lấp kín đường, tràn ra đường`,
    ``,
    ``,
  ],
  [
    `nhà, căn nhà, ngôi nhà, tường, bức tường, mái, giàn giáo, cổng, trần, trần nhà, sân khấu, cầu thang, ban công,
lan can, hầm, hố móng, hố, cây, cần cẩu, khán đài, lớp học, phòng học, rạp, cột, xà`,
    `sập, vừa sập, đổ sập, đang sập, sập xuống, sập đè, đổ xuống, đổ đè, đổ ụp, vừa đổ, đổ trúng, đổ vào, rơi
trúng, đè trúng, đè vào, đè lên, đè bên dưới, sắp sập, nghiêng sắp, rớt xuống, rơi xuống đầu, rớt cả mảng, rơi
cả mảng, long ra rơi, gãy ngang, bật gốc, sụt, sụt xuống, kéo theo`,
    ``,
    ``,
  ],
  [
    `dao, con dao, dao phay, dao bầu, dao phóng lợn, phóng lợn, rựa, mã tấu, kiếm, búa, rìu, súng, gậy, gậy gộc,
gậy sắt, tuýp sắt, tuýp, gạch, xăng, can xăng, chai bia, lựu đạn, hung khí, kéo, cuốc, xẻng, thanh sắt`,
    `cầm, vác, rượt, đuổi, chém, đâm, đánh, đập, dọa, đe, dí, kề, khống chế, xông vào, lao vào, bao vây, phá cửa,
giết, đòi giết, bắn, đòi đốt, đốt, tưới, đổ, hành hung, phang, bổ, lăm lăm, huơ, múa`,
    ``,
    ``,
  ],
  [
    `người, cháu, bé, em bé, em, trẻ, trẻ con, trẻ em, đứa, đứa nhỏ, đứa bé, con tôi, con em, con gái, con trai,
cháu bé, học sinh, công nhân, thợ, ông, bà, cụ, bác, anh, chị, cô, chú, mẹ, bố, cha, vợ, chồng, mệ, o, thằng
bé, nạn nhân, tài xế, phụ hồ, bạn, mấy mẹ con, cả nhà, gia đình, thằng, nó, hắn, đối tượng, nhóm, đám, bọn,
chủ nhà, hàng xóm, thanh niên, người ta, kẻ lạ, người lạ, trộm, thằng con, con nghiện, hai nhóm, mấy thằng`,
    `đang đánh, đánh đập dã man, đánh túi bụi, đánh tới tấp, đang bị đánh, đánh hội đồng, khống chế, bị khống chế,
bị trói, trói, bóp cổ, siết cổ, đòi giết, dọa giết, đòi đốt nhà, dọa đốt, chém, đang chém, chém nhau, đâm
nhau, rượt chém, đuổi chém, kêu cứu, la hét cầu cứu, hành hung, đột nhập, đang phá cửa, phá cửa xông, xông vào
nhà, lên cơn ngáo, ngáo đá, kéo đến đánh, vây nhà, bao vây, bị bắt cóc, bắt cóc, nhốt, cưỡng hiếp, lôi đi, kéo
đi, bắt lên xe, bế lên xe, dắt lên xe, lên xe chạy, bế trẻ, dắt cháu bé, dắt trẻ, đang đốt, đang đốt xe, đốt
nhà, đập cửa, đang đập, đập phá, đòi vào, đang cướp, cướp, bị cướp, cậy cửa, cạy cửa, trèo vào nhà, chui vào
nhà, lục đồ, dìm, ném đá vào nhà, hỗn chiến, gục xuống, cố thủ, bị nhốt, giam lỏng, không cho ra, dọa dẫm kề,
định giết, đòi đâm, đòi chém, tạt axit, tạt xăng, nổ súng, bắn nhau, la làng, kêu la thảm thiết, khóc thét`,
    ``,
    ``,
  ],
  [
    ``,
    ``,
    `tự tử, tự vẫn, tự sát, quyên sinh, treo cổ, thắt cổ, nhảy cầu, nhảy lầu, nhảy xuống sông, nhảy xuống giếng,
nhảy giếng, nhắn tin vĩnh biệt, vĩnh biệt, thư tuyệt mệnh, tuyệt mệnh, không muốn sống nữa, chán sống, muốn
chết quách, đòi chết, dọa chết, cắt cổ tay, rạch tay, cắt mạch máu, ăn lá ngón, lá ngón, uống thuốc ngủ, muốn
chết cho xong, đứng trên thành cầu, trên thành cầu, leo lên thành cầu, đứng trên nóc, leo lên cột điện, leo
lên cột, để lại thư, viết thư để lại, không thiết sống, không muốn sống, sống không nổi nữa, chào vĩnh biệt,
lời vĩnh biệt, từ biệt, tìm đến cái chết, bảo đi chết, đi chết đây, đòi đi chết, đi chết, tôi chết đây, chào
lần cuối, lần cuối, tự kết liễu, tự thiêu, gieo mình`,
    ``,
  ],
  [
    ``,
    ``,
    `uống thuốc sâu, uống thuốc trừ sâu, uống thuốc cỏ, uống thuốc diệt cỏ, uống thuốc chuột, uống nhầm, uống cả
chai thuốc, nuốt phải, nuốt nhầm, uống phải, ngộ độc rượu, ngộ độc nấm, ngạt khí, ngạt khói, sốc phản vệ,
ngừng tim`,
    ``,
  ],
  [
    `cháu, con tôi, con em, con gái, con trai, bé, trẻ, đứa, mẹ, bố, bà, ông, cụ, người già, bà nhà tôi, ông nhà
tôi, chồng, vợ, em gái, em trai, mấy đứa, học sinh`,
    `lạc, đi lạc, bị lạc, lạc rừng, lạc đường, lạc mất, mất tích, không thấy về, chưa thấy về, không thấy đâu, tìm
không thấy, tìm mãi không, tìm chưa thấy, tìm chưa ra, tìm không ra, tìm khắp, đang tìm, tìm giúp, bỏ nhà đi,
đi khỏi nhà, bỏ đi từ, đi đâu mất, bị bắt đi, bị bế đi, bị dụ đi, giờ chưa về, không thấy đâu nữa, cả xóm đi
tìm, đi tìm từ, bỏ đi không, đi rừng chưa về, đi rừng không về, chưa thấy trở lại, lên rừng từ, chưa liên lạc
được`,
    ``,
    ``,
  ],
  [
    `ăn, ăn cỗ, cỗ, đám cưới, đám giỗ, đám, nấm, rượu, uống, bữa, cơm, canh, thịt cóc, cóc, bánh mì, bánh, sữa, củ,
quả, sắn, măng, tiết canh, bữa trưa, ăn xong, ăn bánh, rượu ngâm, uống rượu, ăn nấm, ăn trưa, ăn phải`,
    `ngộ độc, nôn, nôn mửa, non mua, ói, nôn thốc, nôn ra, mửa, co giật, đau bụng dữ dội, quằn quại, đi ngoài liên
tục, tiêu chảy liên tục, chóng mặt ngất, hôn mê, tím tái, nằm la liệt, la liệt, lả đi, lịm, ngất, cấp cứu, đi
cấp cứu, nôn ọe, co quắp, gục, gục hết, không biết gì, nằm gục, mờ mắt, tê lưỡi, tê môi`,
    ``,
    ``,
  ],
  [
    `chó, con chó, bầy chó, đàn chó, chó nhà, mèo`,
    `dại, bị dại, nghi dại, nổi dại, điên, hóa điên, sùi bọt, bọt mép, chảy dãi, nhỏ dãi, cắn nát, cắn rách, cắn
chảy máu, cắn đứt, cắn bị thương, cắn vào mặt, cắn vào cổ, cắn # người, cắn # đứa, cắn # cháu, cắn người, cắn
liền, đang cắn, vừa cắn, vồ, xé, đang tấn công, tấn công, gặp ai cũng cắn, lao vào, cắn bà, cắn ông, cắn cháu,
cắn bé, cắn trẻ, cắn em, cắn rồi, mắt đỏ, dãi, rớt dãi, gặp ai cũng`,
    ``,
    ``,
  ],
  [
    `rắn, con rắn, rắn lục, rắn hổ, rắn độc, rắn cạp, cạp nong, cạp nia, hổ mang, ong, ong vò vẽ, ong bắp cày, đàn
ong, bọ cạp, rết, lợn rừng, bò tót, trâu, gấu, khỉ`,
    `cắn, đốt, mổ, húc, húc người, húc văng, chích, tấn công, đuổi đốt, phun nọc, quấn, vồ, nổi điên`,
    ``,
    ``,
  ],
  [
    `xe, xe máy, ô tô, xe con, xe khách, xe tải, xe ben, xe bồn, xe đạp, xe bán tải, container, công nông, xe lôi,
máy cày, máy xúc, máy kéo, máy gặt, hai xe, xe trộn, xe điện, xe đưa đón, tai nạn`,
    `tông, tông nhau, đâm, đâm nhau, đâm vào, đâm trúng, va nhau, va vào, lao xuống, lao vào, lật, lật xuống, lật
ngang, lật ngửa, rơi xuống vực, xuống vực, xuống ta luy, xuống taluy, xuống suối, xuống ruộng, xuống sông, mất
phanh, mất thắng, đứt phanh, húc, húc vào, cán, cán qua, cán trúng, cán phải, đè, đè lên, cuốn vào gầm, chết
người, bị thương, bất tỉnh, nằm bất động, nằm giữa đường, máu, trượt xuống, tụt xuống, chết máy giữa, chết
máy, trôi theo, trôi, lao thẳng, lộn nhào, húc đổ, tụt phanh, nằm đè, đâm sầm, tông vào, tông thẳng`,
    ``,
    ``,
  ],
  [
    `tai nạn, xe, ô tô, tông, đâm, va chạm, cán`,
    `bị thương, bị thương nặng, bất tỉnh, nằm bất động, bất động, máu me, chảy máu, nhiều máu, vũng máu, gãy chân,
gãy tay, kẹt trong, mắc kẹt, không tỉnh, nguy kịch, chết tại chỗ, nằm la liệt, xe cấp cứu, cấp cứu, 115`,
    ``,
    ``,
  ],
  [
    `người, cháu, bé, em bé, em, trẻ, trẻ con, trẻ em, đứa, đứa nhỏ, đứa bé, con tôi, con em, con gái, con trai,
cháu bé, học sinh, công nhân, thợ, ông, bà, cụ, bác, anh, chị, cô, chú, mẹ, bố, cha, vợ, chồng, mệ, o, thằng
bé, nạn nhân, tài xế, phụ hồ, bạn, mấy mẹ con, cả nhà, gia đình, cháu nó, ông nhà, bà nhà, ông già, bà già,
thợ xây, con, bà ngoại, ông ngoại, bà nội, ông nội, bạn em, thằng cu, con bé, bà cụ, ông cụ, hàng xóm, cô
giáo, em tôi, đám thợ, dân bản, mọi người, chú ấy, anh ấy`,
    `bất tỉnh, ngất, ngất xỉu, xỉu, ngất lịm, lịm đi, lịm, mê man, hôn mê, thoi thóp, ngừng thở, không thở, khó
thở, thở không được, không thở được, thở dốc, tím tái, tím ngắt, tím người, tím mặt, tím đen, nguy kịch, không
tỉnh, gọi không tỉnh, hấp hối, nằm bất động, không cử động, không cựa quậy, đột quỵ, tai biến, méo mồm, méo
miệng, méo xệch, liệt nửa, liệt một bên, nói không ra tiếng, nói không ra, không nói được, cấm khẩu, co giật,
lên cơn co giật, sùi bọt mép, đau ngực, đau tức ngực, đau tim, đau thắt ngực, nôn ra máu, ho ra máu, ra nhiều
máu, ra máu nhiều, chảy máu không cầm, máu ra, máu chảy, máu phun, mất nhiều máu, băng huyết, chuyển dạ, trở
dạ, đau đẻ, vỡ ối, sắp đẻ, sắp sinh, đẻ rơi, đẻ dọc đường, đẻ giữa đường, ngôi ngược, hóc, hóc xương, hóc
thạch, sặc sữa, nghẹn, lên cơn hen, tụt huyết áp, huyết áp tụt, bị bỏng nặng, bỏng nặng, bỏng nước sôi, đứt
lìa, kẹp nát, cuốn vào máy, cuốn tay, ngã từ, rơi từ, ngã cây, ngã giàn giáo, ngã gãy, gãy cổ, vỡ đầu, chấn
thương, ngã vật, ngã gục, ngã quỵ, đổ gục, gục xuống, ú ớ, buông thõng, cứng hàm, cứng người, trợn mắt, mắt
trợn, mềm nhũn, mềm oặt, đờ người, lả người, vã mồ hôi, quằn quại, đau quằn quại, đau dữ dội, đau không chịu
nổi, mất ý thức, không nhận ra ai, không biết gì nữa, co quắp, co cứng, thở khò khè, thở thoi thóp, thở gấp,
run bần bật, sốt 40, sốt cao co, sốt mê man, sưng híp, sưng phù, nổi mẩn khó thở, tím môi, máu chảy từ tai,
chảy máu tai, chảy máu đầu, gãy chân, gãy tay, gãy rồi, gãy xương, lọt chân, dập nát, máu tuôn, cháy xém, rách
da thịt, bị cành cây đè, bị máy, nuốt đồng xu, nuốt pin, chết lặng, lạnh ngắt, không bắt mạch, nôn ọe, nôn ra
mật xanh`,
    ``,
    ``,
  ],
  [
    `bom, quả bom, bom bi, mìn, quả mìn, đạn, quả đạn, đầu đạn, lựu đạn, vật nổ, vật liệu nổ, chất nổ, thuốc nổ,
kíp nổ, đạn pháo, vật lạ, đầu đạn pháo, đạn cối, quả pháo, đầu nổ, quả nổ, dây cháy chậm`,
    `phát hiện, đào được, đào thấy, đào trúng, đào lên, tìm thấy, nhặt được, nhặt về, còn nguyên, chưa nổ, còn
ngòi, ngòi nổ, kíp nổ, lòi ra, lộ ra, trồi lên, trôi ra, cuốc trúng, cày trúng, múc trúng, múc lên, vừa nổ,
nghịch, trẻ con chơi, đem bán, cưa, cưa bom, gỉ sét, han gỉ, xúc trúng, gầu múc, trẻ con nghịch, đục, gõ,
giống đầu đạn`,
    ``,
    ``,
  ],
  [
    `ga, gas, khí ga, khí gas, bình ga, bình gas, mùi ga, mùi gas, khí, hầm biogas, biogas, hầm, giếng, khí độc,
amoniac, clo, bếp ga`,
    `rò, rò rỉ, xì, xì ra, nồng nặc, nổ, phát nổ, ngạt, ngất, xỉu, không dám bật, bắt lửa, phì phì, khó thở, chui
xuống`,
    ``,
    ``,
  ],
  [
    `bể nước, bể nước chung, nguồn nước, giếng, giếng làng, nước ăn, nước sinh hoạt, nước uống, đầu nguồn, mó nước,
khe nước, nước máy, bể chứa, suối`,
    `đổ thuốc, đổ thuốc sâu, thuốc trừ sâu, thuốc sâu, thuốc diệt cỏ, thuốc chuột, bỏ thuốc, bỏ độc, đầu độc, nhiễm
độc, hóa chất, đổ hóa chất, xyanua, axit, dầu loang, tràn dầu, cá nổi, cá chết trắng, chết trắng, trắng bụng,
nổi trắng, xác lợn, xác bò, mùi thuốc sâu, uống vào đau, ngứa rát, tanh nồng mùi thuốc, dầu nhớt, dầu nhớt
chảy, chảy tràn, tràn xuống, dầu tràn, đổ axit, thủy ngân, mùi xăng, xăng tràn`,
    ``,
    ``,
  ],
  [
    `trâu, bò, lợn, heo, gà, vịt, dê, ngan, đàn, cá, tôm, gia súc, gia cầm, nghé, bê, ao, lồng cá, gà vịt, trâu bò,
cá lồng, tôm cá, ngựa, thỏ, lợn nái, đàn lợn, đàn gà`,
    `chết hàng loạt, chết đồng loạt, chết liên tiếp, chết liên tục, chết la liệt, chết như ngả rạ, chết rải rác,
lăn ra chết, lăn đùng, chết cả đàn, chết sạch, chết hàng, chết # con, chết # chục con, chết hơn # con, chết #
chục, bắt đầu chết, da tím, tím tai, tai tím, chết hết # con, chết thêm, chết cả, chết mấy chục, chết gần hết,
chết dần, chết đột ngột, chết bất thường, ốm chết, chết trắng ao, nổi trắng, sốt đỏ, đỏ tai, nổi cục, nổi
hạch, lở mồm, long móng, sùi bọt, dịch tả, tả lợn, cúm, lây sang, lây khắp, lây nhanh, lây lan, lây cả, đang
lây, bỏ ăn hàng loạt, ủ rũ hàng loạt, ngửa bụng, ngửa bụng chết, lăn quay, nằm cứng, gục xuống, mỗi ngày chết,
chết nhanh, chết chồng, lây chuồng, lây xóm, ngã quỵ, sùi bọt mép`,
    ``,
    ``,
  ],
];
